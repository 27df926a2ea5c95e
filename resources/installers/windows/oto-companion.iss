; Inno Setup 6: OTO Companion for one user, without an administrator.
;
;   iscc /DVersion=0.1.0 /DProgram=..\..\..\dist\oto-companion resources\installers\windows\oto-companion.iss
;
; The same setup upgrades: it ends what runs by the program's own command, then replaces the program's files;
; orders, settings and tokens lie elsewhere and stay. Silent: /VERYSILENT /SUPPRESSMSGBOXES
; Uninstalling silently keeps the data; /ERASEDATA=yes erases it.

#ifndef Version
  #error Version is missing: /DVersion=0.1.0
#endif
#ifndef Program
  #define Program "..\..\..\dist\oto-companion"
#endif
#ifndef Icon
  #define Icon "..\..\..\build\build\icons\oto-companion.ico"
#endif
; Older compilers have no Arabic.
#define HasArabic FileExists(AddBackslash(CompilerPath) + "Languages\Arabic.isl")
#define UserModel "net.oto-companion.window"

[Setup]
; Never changes: by it Windows knows that a new version is the same program.
AppId={{6E0B8E0B-7B0C-4D5C-9B0B-5C1E6C6B0A57}
AppName=OTO Companion
AppVersion={#Version}
AppVerName=OTO Companion {#Version}
VersionInfoVersion={#Version}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\OTO Companion
DisableProgramGroupPage=yes
DisableDirPage=auto
LicenseFile=..\..\..\LICENSE
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\OTO Companion.exe
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputBaseFilename=OTO-Companion-{#Version}-windows-setup
OutputDir=..\..\..\dist
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ShowLanguageDialog=auto
; What the own command could not end (another data directory, practice) is named and closed.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
#if HasArabic
Name: "ar"; MessagesFile: "compiler:Languages\Arabic.isl"
#endif

[CustomMessages]
en.StillRunning=OTO Companion is running and did not end. Quit it, then try again.
en.EraseData=Erase the data too: orders, settings, logs, and the tokens?%n%nWithout them nobody can tell later which orders were sent. "No" keeps them for the next installation.
en.DesktopIcon=Put an icon on the desktop
#if HasArabic
ar.StillRunning=لا يزال OTO Companion يعمل ولم يُغلق. أغلقه ثم أعد المحاولة.
ar.EraseData=هل تريد حذف البيانات أيضًا: الطلبات والإعدادات والسجلات والرموز (Tokens)؟%n%nمن دونها لن يعرف أحد لاحقًا أي الطلبات أُرسلت. اختر «لا» لتبقى للتثبيت القادم.
ar.DesktopIcon=أيقونة على سطح المكتب
#endif

[Tasks]
Name: "desktop"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[InstallDelete]
; Libraries of the version before: a mixture of both would not start.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{userprograms}\OTO Companion"; Filename: "{app}\OTO Companion.exe"; AppUserModelID: "{#UserModel}"
Name: "{userdesktop}\OTO Companion"; Filename: "{app}\OTO Companion.exe"; AppUserModelID: "{#UserModel}"; Tasks: desktop

[Run]
Filename: "{app}\OTO Companion.exe"; Description: "{cm:LaunchProgram,OTO Companion}"; Flags: nowait postinstall skipifsilent

[Code]
const
  RunKey = 'Software\Microsoft\Windows\CurrentVersion\Run';
  ApprovedKey = 'Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run';

var
  Erase: Boolean;

{ One of the program's own commands; False if it could not be started or failed. }
function Does(Command: String): Boolean;
var
  Code: Integer;
begin
  Result := Exec(ExpandConstant('{app}\oto-companion.exe'), Command, '', SW_HIDE, ewWaitUntilTerminated, Code)
    and (Code = 0);
end;

{ Ends what runs: calls in flight are finished, the ledger is closed. False if it did not end.
  A damaged program, which cannot even say its version, does not keep anybody from mending it. }
function Ended(): Boolean;
begin
  Result := True;
  if FileExists(ExpandConstant('{app}\oto-companion.exe')) and Does('--version') then
    Result := Does('quit');
end;

function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  Result := '';
  if not Ended() then
    Result := CustomMessage('StillRunning');
end;

function InitializeUninstall(): Boolean;
begin
  Result := Ended();
  if not Result then
    SuppressibleMsgBox(CustomMessage('StillRunning'), mbError, MB_OK, IDOK)
  else
    Erase := (ExpandConstant('{param:ERASEDATA|no}') = 'yes')
      or (SuppressibleMsgBox(CustomMessage('EraseData'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2, IDNO) = IDYES);
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step <> usUninstall then
    Exit;
  { Written by the program when a manager wants it to start at sign-in. }
  RegDeleteValue(HKEY_CURRENT_USER, RunKey, 'OTO Companion');
  RegDeleteValue(HKEY_CURRENT_USER, ApprovedKey, 'OTO Companion');
  if Erase then
  begin
    { The tokens lie in Windows' own store, which only the program knows to find. }
    Does('disconnect foodics');
    Does('disconnect oto');
    DelTree(ExpandConstant('{localappdata}\oto-companion'), True, True, True);
  end;
end;
