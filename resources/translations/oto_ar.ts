<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
  <context>
    <name>oto</name>
    <message>
      <source>data directory</source>
      <translation>مجلد البيانات</translation>
    </message>
    <message>
      <source>disk space</source>
      <translation>المساحة على القرص</translation>
    </message>
    <message>
      <source>settings file</source>
      <translation>ملف الإعدادات</translation>
    </message>
    <message>
      <source>back-up of the ledger</source>
      <translation>النسخة الاحتياطية لسجل الطلبات</translation>
    </message>
    <message>
      <source>keyring</source>
      <translation>مخزن كلمات المرور</translation>
    </message>
    <message>
      <source>running instance</source>
      <translation>عمل البرنامج</translation>
    </message>
    <message>
      <source>last look at Foodics</source>
      <translation>آخر تحقق من Foodics</translation>
    </message>
    <message>
      <source>sleep of this PC</source>
      <translation>سكون هذا الجهاز</translation>
    </message>
    <message>
      <source>start at sign-in</source>
      <translation>التشغيل عند تسجيل الدخول</translation>
    </message>
    <message>
      <source>one user of this PC runs it</source>
      <translation>تشغيل البرنامج لدى مستخدم واحد في هذا الجهاز</translation>
    </message>
    <message>
      <source>clock of this PC</source>
      <translation>ساعة هذا الجهاز</translation>
    </message>
    <message>
      <source>notice of newer versions</source>
      <translation>التنبيه إلى الإصدارات الجديدة</translation>
    </message>
    <message>
      <source>ledger</source>
      <translation>سجل الطلبات</translation>
    </message>
    <message>
      <source>pages of the ledger</source>
      <translation>سلامة سجل الطلبات</translation>
    </message>
    <message>
      <source>Foodics connected</source>
      <translation>الربط مع Foodics</translation>
    </message>
    <message>
      <source>OTO connected</source>
      <translation>الربط مع OTO</translation>
    </message>
    <message>
      <source>currency set</source>
      <translation>تحديد العملة</translation>
    </message>
    <message>
      <source>a branch is active</source>
      <translation>وجود فرع مفعّل</translation>
    </message>
    <message>
      <source>sending was started</source>
      <translation>بدء الإرسال</translation>
    </message>
    <message>
      <source>currency of Foodics and OTO</source>
      <translation>العملة بين Foodics وOTO</translation>
    </message>
    <message>
      <source>where branch {branch} is collected</source>
      <translation>موضع الاستلام من الفرع {branch}</translation>
    </message>
    <message>
      <source>pickup location of branch {branch} at OTO</source>
      <translation>نقطة استلام الفرع {branch} لدى OTO</translation>
    </message>
    <message>
      <source>branch {branch} at Foodics</source>
      <translation>الفرع {branch} في Foodics</translation>
    </message>
    <message>
      <source>branch {branch} goes on</source>
      <translation>استمرار إرسال الفرع {branch}</translation>
    </message>
    <message>
      <source>orders at OTO from elsewhere</source>
      <translation>طلبات تصل إلى OTO من جهة أخرى</translation>
    </message>
    <message>
      <source>OTO app in the Foodics Marketplace</source>
      <translation>تطبيق OTO في متجر Foodics</translation>
    </message>
    <message>
      <source>credit at OTO</source>
      <translation>الرصيد لدى OTO</translation>
    </message>
    <message>
      <source>OTO takes orders of this account</source>
      <translation>قبول OTO لطلبات هذا الحساب</translation>
    </message>
    <message>
      <source>proxy to {service}</source>
      <translation>الوكيل (Proxy) إلى {service}</translation>
    </message>
    <message>
      <source>address of {service} (DNS)</source>
      <translation>عنوان {service}‏ (DNS)</translation>
    </message>
    <message>
      <source>connection to {service}</source>
      <translation>الاتصال بخدمة {service}</translation>
    </message>
    <message>
      <source>certificate of {service}</source>
      <translation>شهادة {service}</translation>
    </message>
    <message>
      <source>{service} itself answers</source>
      <translation>استجابة {service} نفسها</translation>
    </message>
    <message>
      <source>Foodics token</source>
      <translation>رمز Foodics</translation>
    </message>
    <message>
      <source>Foodics environment</source>
      <translation>بيئة Foodics</translation>
    </message>
    <message>
      <source>Foodics business</source>
      <translation>النشاط في Foodics</translation>
    </message>
    <message>
      <source>Foodics permission {scope}</source>
      <translation>صلاحية Foodics‏ {scope}</translation>
    </message>
    <message>
      <source>OTO Retailer ID and Token</source>
      <translation>بيانات OTO‏ (Retailer ID وToken)</translation>
    </message>
    <message>
      <source>pickup locations of OTO</source>
      <translation>نقاط الاستلام لدى OTO</translation>
    </message>
    <message>
      <source>{path} can be written</source>
      <translation>الكتابة في {path} ممكنة</translation>
    </message>
    <message>
      <source>{path} is made when it is needed</source>
      <translation>سيُنشأ {path} عند الحاجة</translation>
    </message>
    <message>
      <source>{megabytes} MB free</source>
      <translation>المساحة المتاحة {megabytes} م.ب</translation>
    </message>
    <message>
      <source>{version} is the newest</source>
      <translation>{version} هو أحدث إصدار</translation>
    </message>
    <message>
      <source>{version} is there; get it from {url}</source>
      <translation>صدر {version}، وتجده في {url}</translation>
    </message>
    <message>
      <source>it cannot be read</source>
      <translation>تعذّرت قراءته</translation>
    </message>
    <message>
      <source>See that its address is right and can be reached.</source>
      <translation>تأكد من صحة عنوانه ومن إمكان الوصول إليه.</translation>
    </message>
    <message>
      <source>what lies at its address is none</source>
      <translation>ما في عنوانه ليس تنبيهًا</translation>
    </message>
    <message>
      <source>See that its address is right.</source>
      <translation>تأكد من صحة عنوانه.</translation>
    </message>
    <message>
      <source>this build believes nobody's notice</source>
      <translation>هذه النسخة من البرنامج لا تثق بتنبيه من أي جهة</translation>
    </message>
    <message>
      <source>Ask whoever built the program.</source>
      <translation>راجع من أعدّ هذه النسخة من البرنامج.</translation>
    </message>
    <message>
      <source>it is not signed by whoever makes this program; it is not believed</source>
      <translation>لم يوقّعه صانع البرنامج، فلا يُعتدّ به</translation>
    </message>
    <message>
      <source>Install nothing it offers, and ask whoever makes this program.</source>
      <translation>لا تثبّت شيئًا مما يعرضه، وراجع صانع البرنامج.</translation>
    </message>
    <message>
      <source>an older one came again; it is not believed</source>
      <translation>وصل تنبيه أقدم من جديد، فلا يُعتدّ به</translation>
    </message>
    <message>
      <source>If that lasts, ask whoever makes this program.</source>
      <translation>إن استمر ذلك فراجع صانع البرنامج.</translation>
    </message>
    <message>
      <source>another one came under a number that was used; it is not believed</source>
      <translation>وصل تنبيه آخر برقم سبق استخدامه، فلا يُعتدّ به</translation>
    </message>
    <message>
      <source>it is too old to be believed</source>
      <translation>انتهت صلاحيته، فلا يُعتدّ به</translation>
    </message>
    <message>
      <source>it is dated in the future; it is not believed</source>
      <translation>تاريخه في المستقبل، فلا يُعتدّ به</translation>
    </message>
    <message>
      <source>Free some disk space.</source>
      <translation>وفّر مساحة على القرص.</translation>
    </message>
    <message>
      <source>{version} (knows the WAL-reset bug, which needs two writers; here is one)</source>
      <translation>{version} (فيه خلل WAL-reset المعروف، ولا يظهر إلا مع كاتبين اثنين، وهنا كاتب واحد)</translation>
    </message>
    <message>
      <source>the newest is {name}</source>
      <translation>أحدثها {name}</translation>
    </message>
    <message>
      <source>none yet</source>
      <translation>لا توجد نسخة بعد</translation>
    </message>
    <message>
      <source>the newest is {name}, {days} days ago</source>
      <translation>أحدثها {name}، والأيام التي مضت عليها: {days}</translation>
    </message>
    <message>
      <source>Keep the program running: it makes one every day. See that the disk has room.</source>
      <translation>اترك البرنامج يعمل، فهو يأخذ نسخة كل يوم. وتأكد من وجود مساحة على القرص.</translation>
    </message>
    <message>
      <source>none, and the ledger is written for {days} days</source>
      <translation>لا توجد أي نسخة، وعدد أيام الكتابة في السجل: {days}</translation>
    </message>
    <message>
      <source>it answers</source>
      <translation>يستجيب</translation>
    </message>
    <message>
      <source>none; orders go while one runs</source>
      <translation>البرنامج لا يعمل الآن، ولا تُرسل الطلبات إلا وهو يعمل</translation>
    </message>
    <message>
      <source>{seconds} s ago</source>
      <translation>قبل {seconds} ث</translation>
    </message>
    <message>
      <source>the program does not run now</source>
      <translation>البرنامج لا يعمل الآن</translation>
    </message>
    <message>
      <source>kept awake while a branch is active</source>
      <translation>يبقى الجهاز مستيقظًا ما دام هناك فرع مفعّل</translation>
    </message>
    <message>
      <source>kept awake as soon as the program runs and a branch is active</source>
      <translation>يبقى الجهاز مستيقظًا متى عمل البرنامج وكان هناك فرع مفعّل</translation>
    </message>
    <message>
      <source>nothing on this PC sends it to sleep</source>
      <translation>لا شيء في هذا الجهاز يدخله في السكون</translation>
    </message>
    <message>
      <source>this PC may fall asleep while a branch is active; then nothing is sent</source>
      <translation>قد يدخل هذا الجهاز في السكون وهناك فرع مفعّل، وعندها لا يُرسل أي طلب</translation>
    </message>
    <message>
      <source>Switch on “Keep this PC awake” under Settings, This PC.</source>
      <translation>فعّل «إبقاء هذا الجهاز مستيقظًا» في الإعدادات، صفحة «هذا الجهاز».</translation>
    </message>
    <message>
      <source>this PC does not let itself be kept awake and may fall asleep</source>
      <translation>لا يسمح هذا الجهاز بإبقائه مستيقظًا، وقد يدخل في السكون</translation>
    </message>
    <message>
      <source>Set its energy plan to Never sleep while plugged in, or ask IT.</source>
      <translation>اضبط خطة الطاقة فيه على عدم السكون أبدًا وهو موصول بالكهرباء، أو استعن بتقنية المعلومات.</translation>
    </message>
    <message>
      <source>OTO Companion starts when this user signs in</source>
      <translation>يعمل OTO Companion عند تسجيل دخول هذا المستخدم</translation>
    </message>
    <message>
      <source>not chosen; somebody opens it every morning</source>
      <translation>غير مختار، ويفتحه أحدكم كل صباح</translation>
    </message>
    <message>
      <source>it was chosen, but this PC will not start OTO Companion at sign-in</source>
      <translation>اخترته، لكن هذا الجهاز لن يشغّل OTO Companion عند تسجيل الدخول</translation>
    </message>
    <message>
      <source>Switch “Start at sign-in” off and on again under Settings, This PC.</source>
      <translation>أوقف «التشغيل عند تسجيل الدخول» ثم فعّله من جديد في الإعدادات، صفحة «هذا الجهاز».</translation>
    </message>
    <message>
      <source>nobody else</source>
      <translation>لا أحد غيرك</translation>
    </message>
    <message>
      <source>{users} also had it open for the same restaurant when it was last looked</source>
      <translation>كان البرنامج مفتوحًا أيضًا لدى {users} للمطعم نفسه عند آخر تحقق</translation>
    </message>
    <message>
      <source>Let one user run it: quit it here or there.</source>
      <translation>ليشغّله مستخدم واحد: أنهِه هنا أو هناك.</translation>
    </message>
    <message>
      <source>Foodics is {seconds} s ahead of this PC</source>
      <translation>ساعة Foodics متقدمة على هذا الجهاز بمقدار {seconds} ث</translation>
    </message>
    <message>
      <source>Foodics is {seconds} s behind this PC</source>
      <translation>ساعة Foodics متأخرة عن هذا الجهاز بمقدار {seconds} ث</translation>
    </message>
    <message>
      <source>Set the clock of this PC: let it follow internet time.</source>
      <translation>اضبط ساعة هذا الجهاز على التوقيت التلقائي من الإنترنت.</translation>
    </message>
    <message>
      <source>it can be read, version {version}</source>
      <translation>قراءته ممكنة، الإصدار {version}</translation>
    </message>
    <message>
      <source>not made yet</source>
      <translation>لم يُنشأ بعد</translation>
    </message>
    <message>
      <source>all that could be read in {seconds} s are whole</source>
      <translation>كل ما أمكنت قراءته خلال {seconds} ث سليم</translation>
    </message>
    <message>
      <source>some are damaged: {what}</source>
      <translation>في السجل أجزاء تالفة: {what}</translation>
    </message>
    <message>
      <source>Quit the program and ask IT to put back a back-up with the command “backups”. Have the disk of this PC checked.</source>
      <translation>أنهِ البرنامج واطلب من تقنية المعلومات استعادة نسخة احتياطية بالأمر backups، وفحص قرص هذا الجهاز.</translation>
    </message>
    <message>
      <source>OTO is told amounts in {oto}, but Foodics counts in {foodics}; nothing is converted</source>
      <translation>تُرسل المبالغ إلى OTO بعملة {oto}، بينما يحسب Foodics بعملة {foodics}، ولا يجري أي تحويل</translation>
    </message>
    <message>
      <source>Correct the currency under Settings, Currency: it is most likely {foodics}.</source>
      <translation>صحّح العملة في الإعدادات، صفحة «العملة». الأرجح أنها {foodics}.</translation>
    </message>
    <message>
      <source>not chosen; its orders wait</source>
      <translation>لم يُحدَّد بعد، وطلبات الفرع تنتظر</translation>
    </message>
    <message>
      <source>Choose it at the branch, in the list of branches.</source>
      <translation>حدّده عند الفرع في قائمة الفروع.</translation>
    </message>
    <message>
      <source>OTO does not have {code} any more; its orders wait</source>
      <translation>لم تعد {code} موجودة لدى OTO، وطلبات الفرع تنتظر</translation>
    </message>
    <message>
      <source>Make it again at OTO, or choose another one at the branch.</source>
      <translation>أنشئها من جديد لدى OTO، أو اختر غيرها عند الفرع.</translation>
    </message>
    <message>
      <source>{code} is switched off at OTO; no courier comes there</source>
      <translation>{code} موقوفة لدى OTO، ولن يأتي إليها أي مندوب</translation>
    </message>
    <message>
      <source>Activate it at OTO, or choose another one at the branch.</source>
      <translation>فعّلها لدى OTO، أو اختر غيرها عند الفرع.</translation>
    </message>
    <message>
      <source>{code} lies {metres} m from where Foodics has the branch</source>
      <translation>تبعد {code} مسافة {metres} م عن موقع الفرع في Foodics</translation>
    </message>
    <message>
      <source>Correct the wrong one of the two places, at OTO or in Foodics, or choose another.</source>
      <translation>صحّح الموقع الخطأ لدى OTO أو في Foodics، أو اختر نقطة استلام أخرى.</translation>
    </message>
    <message>
      <source>it was deleted in Foodics, or the token may not see it</source>
      <translation>حُذف الفرع في Foodics، أو أن الرمز لا يشمله</translation>
    </message>
    <message>
      <source>Switch the branch off here, or ask Foodics for a token that covers it.</source>
      <translation>أوقف الفرع هنا، أو اطلب من Foodics رمزًا يشمله.</translation>
    </message>
    <message>
      <source>OTO refused three of its orders in a row: {what}</source>
      <translation>رفضت OTO ثلاثة من طلباته على التوالي: {what}</translation>
    </message>
    <message>
      <source>Mend its pickup location at OTO, then press Go on at the branch.</source>
      <translation>صحّح نقطة استلامه لدى OTO، ثم اضغط «متابعة» عند الفرع.</translation>
    </message>
    <message>
      <source>cannot be seen: OTO's older interface (v1) has no list of orders; OTO's own window shows them</source>
      <translation>لا يمكن معرفتها: واجهة OTO القديمة (v1) لا تعرض قائمة الطلبات. راجع لوحة OTO نفسها</translation>
    </message>
    <message>
      <source>looked for as soon as the first order was sent</source>
      <translation>يبدأ البحث عنها بعد إرسال أول طلب</translation>
    </message>
    <message>
      <source>none; OTO's list was last read at {at}</source>
      <translation>لا يوجد شيء منها. آخر قراءة لقائمة OTO الساعة {at}</translation>
    </message>
    <message>
      <source>OTO's list was last read at {at}; also sent from elsewhere, by OTO's numbers: {others}</source>
      <translation>آخر قراءة لقائمة OTO الساعة {at}. أرقام ما وصلها من جهة أخرى أيضًا: {others}</translation>
    </message>
    <message>
      <source>Switch off OTO in the Foodics Marketplace, then resume.</source>
      <translation>أوقف تطبيق OTO في متجر Foodics، ثم اضغط «استئناف».</translation>
    </message>
    <message>
      <source>OTO's list of orders could not be read since {at}: {why}; sending goes on</source>
      <translation>تتعذّر قراءة قائمة طلبات OTO منذ الساعة {at}: {why}. والإرسال مستمر</translation>
    </message>
    <message>
      <source>nothing points to it</source>
      <translation>لا شيء يدل على أنه مفعّل</translation>
    </message>
    <message>
      <source>probably still on: {count} orders of the last two days were already dispatched</source>
      <translation>الأرجح أنه لا يزال مفعّلًا. عدد الطلبات التي أُسندت من جهة أخرى خلال يومين: {count}</translation>
    </message>
    <message>
      <source>In the Foodics console open Marketplace, OTO, and switch it off; two couriers may come otherwise.</source>
      <translation>في لوحة تحكم Foodics افتح Marketplace ثم OTO وأوقفه، وإلا فقد يأتي مندوبان للطلب الواحد.</translation>
    </message>
    <message>
      <source>{credit} left</source>
      <translation>المتبقي {credit}</translation>
    </message>
    <message>
      <source>Charge the wallet at OTO before it is used up; without credit no driver comes.</source>
      <translation>اشحن محفظة OTO قبل نفاد الرصيد، فلا يأتي مندوب بلا رصيد.</translation>
    </message>
    <message>
      <source>no refusal</source>
      <translation>لا يوجد رفض</translation>
    </message>
    <message>
      <source>OTO refused the last order for want of credit ({answer})</source>
      <translation>رفضت OTO آخر طلب لعدم كفاية الرصيد ({answer})</translation>
    </message>
    <message>
      <source>Charge the wallet at OTO; sending goes on by itself.</source>
      <translation>اشحن محفظة OTO، ويُستأنف الإرسال تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO refused the last order because of the plan ({answer})</source>
      <translation>رفضت OTO آخر طلب بسبب باقة الاشتراك ({answer})</translation>
    </message>
    <message>
      <source>Renew or enlarge the plan at OTO; sending goes on by itself.</source>
      <translation>جدّد باقتك لدى OTO أو ارفعها، ويُستأنف الإرسال تلقائيًا.</translation>
    </message>
    <message>
      <source>through {proxy}</source>
      <translation>عبر {proxy}</translation>
    </message>
    <message>
      <source>accepted, {business}</source>
      <translation>مقبول، {business}</translation>
    </message>
    <message>
      <source>the keyring of this user does not have it</source>
      <translation>غير موجود في مخزن كلمات المرور لهذا المستخدم</translation>
    </message>
    <message>
      <source>Enter it again under Settings, Connections.</source>
      <translation>أدخله من جديد في الإعدادات، صفحة «الربط».</translation>
    </message>
    <message>
      <source>accepted ({generation}){plan}</source>
      <translation>مقبولة ({generation}){plan}</translation>
    </message>
    <message>
      <source>About OTO Companion</source>
      <translation>عن OTO Companion</translation>
    </message>
    <message>
      <source>Free software under the MIT licence, without any warranty.</source>
      <translation>برنامج حر برخصة MIT، ويُقدَّم دون أي ضمان.</translation>
    </message>
    <message>
      <source>It uses Qt under the LGPL, version 3: you may replace these libraries by others; their entry in the list says how, and where their source is.</source>
      <translation>يستخدم البرنامج مكتبات Qt برخصة LGPL، الإصدار 3: يمكنك أن تستبدل بها غيرها، وفي القائمة تحت Qt شرح الطريقة ومكان المصدر.</translation>
    </message>
    <message>
      <source>What the program is made of</source>
      <translation>مكوّنات البرنامج</translation>
    </message>
    <message>
      <source>Text of the licence</source>
      <translation>نص الرخصة</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>إغلاق</translation>
    </message>
    <message>
      <source>Open OTO Companion</source>
      <translation>فتح OTO Companion</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>إنهاء البرنامج</translation>
    </message>
    <message>
      <source>Resume sending</source>
      <translation>استئناف الإرسال</translation>
    </message>
    <message>
      <source>Pause sending</source>
      <translation>إيقاف الإرسال مؤقتًا</translation>
    </message>
    <message>
      <source>{order} needs you</source>
      <translation>الطلب {order} يتطلب تدخلك</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) need you</source>
      <translation>
        <numerusform>لا طلبات تتطلب تدخلك</numerusform>
        <numerusform>طلب واحد يتطلب تدخلك</numerusform>
        <numerusform>طلبان يتطلبان تدخلك</numerusform>
        <numerusform>%n طلبات تتطلب تدخلك</numerusform>
        <numerusform>%n طلبًا يتطلب تدخلك</numerusform>
        <numerusform>%n طلب يتطلب تدخلك</numerusform>
      </translation>
    </message>
    <message>
      <source>Sending goes on</source>
      <translation>الإرسال مستمر</translation>
    </message>
    <message>
      <source>OTO Companion stays in the tray and keeps sending. Quit it from there.</source>
      <translation>يبقى OTO Companion في شريط المهام قرب الساعة ويواصل الإرسال. لإنهائه استخدم أيقونته هناك.</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) were Ready before; they go only if you choose them.</source>
      <translation>
        <numerusform>لا طلبات جاهزة قبل هذه اللحظة.</numerusform>
        <numerusform>هناك طلب واحد جاهز قبل هذه اللحظة، ولن يُرسل إلا إذا اخترته.</numerusform>
        <numerusform>هناك طلبان جاهزان قبل هذه اللحظة، ولن يُرسلا إلا إذا اخترتهما.</numerusform>
        <numerusform>هناك %n طلبات جاهزة قبل هذه اللحظة، ولن تُرسل إلا إذا اخترتها.</numerusform>
        <numerusform>هناك %n طلبًا جاهزًا قبل هذه اللحظة، ولن تُرسل إلا إذا اخترتها.</numerusform>
        <numerusform>هناك %n طلب جاهز قبل هذه اللحظة، ولن تُرسل إلا إذا اخترتها.</numerusform>
      </translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>اختيار…</translation>
    </message>
    <message>
      <source>Minutes</source>
      <translation>الدقائق</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>تراجع</translation>
    </message>
    <message>
      <source>All of the last {minutes} min</source>
      <translation>كل ما جهز في آخر {minutes} د</translation>
    </message>
    <message>
      <source>This OTO account knows no pickup locations. With more than one active branch OTO itself chooses the door where the courier collects. {name} stays off until you agree.</source>
      <translation>حسابك في OTO لا يدعم نقاط الاستلام. وعند تفعيل أكثر من فرع تختار OTO بنفسها الفرع الذي يستلم منه المندوب. لن يُفعّل فرع {name} حتى توافق.</translation>
    </message>
    <message>
      <source>Switch it on anyway</source>
      <translation>التفعيل رغم ذلك</translation>
    </message>
    <message>
      <source>Leave it off</source>
      <translation>عدم التفعيل</translation>
    </message>
    <message>
      <source>{name} is on. Its orders go after Start sending.</source>
      <translation>فُعّل فرع {name}. تُرسل طلباته بعد الضغط على «بدء الإرسال».</translation>
    </message>
    <message>
      <source>None</source>
      <translation>لا شيء منها</translation>
    </message>
    <message numerus="yes">
      <source>{name} is off: %n order(s) wait and are not sent.</source>
      <translation>
        <numerusform>فرع {name} غير مفعّل الآن: لا طلبات تنتظر.</numerusform>
        <numerusform>فرع {name} غير مفعّل الآن: هناك طلب واحد ينتظر ولن يُرسل.</numerusform>
        <numerusform>فرع {name} غير مفعّل الآن: هناك طلبان ينتظران ولن يُرسلا.</numerusform>
        <numerusform>فرع {name} غير مفعّل الآن: هناك %n طلبات تنتظر ولن تُرسل.</numerusform>
        <numerusform>فرع {name} غير مفعّل الآن: هناك %n طلبًا ينتظر ولن يُرسل.</numerusform>
        <numerusform>فرع {name} غير مفعّل الآن: هناك %n طلب ينتظر ولن يُرسل.</numerusform>
      </translation>
    </message>
    <message>
      <source>{name} is off: new orders are not sent.</source>
      <translation>فرع {name} غير مفعّل الآن: لن تُرسل طلباته الجديدة.</translation>
    </message>
    <message>
      <source>{name} is on. Its orders go when the pause ends.</source>
      <translation>فُعّل فرع {name}. تُرسل طلباته عند انتهاء الإيقاف المؤقت.</translation>
    </message>
    <message numerus="yes">
      <source>Sending starts now for {name}. %n order(s) were Ready before; they go only if you choose them.</source>
      <translation>
        <numerusform>سيبدأ الإرسال من الآن لفرع {name}. لا طلبات جاهزة قبل هذه اللحظة.</numerusform>
        <numerusform>سيبدأ الإرسال من الآن لفرع {name}. هناك طلب واحد جاهز قبل هذه اللحظة، ولن يُرسل إلا إذا اخترته.</numerusform>
        <numerusform>سيبدأ الإرسال من الآن لفرع {name}. هناك طلبان جاهزان قبل هذه اللحظة، ولن يُرسلا إلا إذا اخترتهما.</numerusform>
        <numerusform>سيبدأ الإرسال من الآن لفرع {name}. هناك %n طلبات جاهزة قبل هذه اللحظة، ولن تُرسل إلا إذا اخترتها.</numerusform>
        <numerusform>سيبدأ الإرسال من الآن لفرع {name}. هناك %n طلبًا جاهزًا قبل هذه اللحظة، ولن تُرسل إلا إذا اخترتها.</numerusform>
        <numerusform>سيبدأ الإرسال من الآن لفرع {name}. هناك %n طلب جاهز قبل هذه اللحظة، ولن تُرسل إلا إذا اخترتها.</numerusform>
      </translation>
    </message>
    <message>
      <source>Sending starts now for {name}.</source>
      <translation>سيبدأ الإرسال من الآن لفرع {name}.</translation>
    </message>
    <message>
      <source>Proposed: it has this branch's code</source>
      <translation>مقترحة: رمزها هو رمز الفرع</translation>
    </message>
    <message>
      <source>Proposed: it has the same name</source>
      <translation>مقترحة: اسمها هو اسم الفرع</translation>
    </message>
    <message>
      <source>Proposed: it is next to the branch</source>
      <translation>مقترحة: بجوار الفرع</translation>
    </message>
    <message>
      <source>It has this branch's code, but another name</source>
      <translation>رمزها هو رمز الفرع، لكن اسمها مختلف</translation>
    </message>
    <message>
      <source>It has this branch's code, but is far away</source>
      <translation>رمزها هو رمز الفرع، لكنها بعيدة عنه</translation>
    </message>
    <message>
      <source>{number} km</source>
      <translation>{number} كم</translation>
    </message>
    <message>
      <source>{number} m</source>
      <translation>{number} م</translation>
    </message>
    <message>
      <source>Where does the courier collect for {name}?</source>
      <translation>من أين يستلم المندوب طلبات فرع {name}؟</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>حفظ</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>تحديث</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>إلغاء</translation>
    </message>
    <message>
      <source>In which city does the courier collect for {name}?</source>
      <translation>في أي مدينة يستلم المندوب طلبات فرع {name}؟</translation>
    </message>
    <message>
      <source>Reading OTO's pickup locations…</source>
      <translation>جارٍ جلب نقاط الاستلام من OTO…</translation>
    </message>
    <message>
      <source>Pickup locations</source>
      <translation>نقاط الاستلام</translation>
    </message>
    <message>
      <source>As OTO spells it, such as Riyadh</source>
      <translation>كما تكتبها OTO، مثل Riyadh</translation>
    </message>
    <message>
      <source>City</source>
      <translation>المدينة</translation>
    </message>
    <message>
      <source>OTO shows no pickup location. Make one at OTO, then read again.</source>
      <translation>لا توجد نقطة استلام في حسابك لدى OTO. أنشئ واحدة هناك، ثم اضغط «تحديث».</translation>
    </message>
    <message>
      <source>OTO has these pickup locations:</source>
      <translation>نقاط الاستلام الموجودة لدى OTO:</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) did not go: they have changed meanwhile. See the queue.</source>
      <translation>
        <numerusform>أُرسلت الطلبات المختارة كلها.</numerusform>
        <numerusform>لم يُرسل طلب واحد لأن حالته تغيرت في هذه الأثناء. راجع قائمة الطلبات.</numerusform>
        <numerusform>لم يُرسل طلبان لأن حالتهما تغيرت في هذه الأثناء. راجع قائمة الطلبات.</numerusform>
        <numerusform>لم تُرسل %n طلبات لأن حالتها تغيرت في هذه الأثناء. راجع قائمة الطلبات.</numerusform>
        <numerusform>لم يُرسل %n طلبًا لأن حالتها تغيرت في هذه الأثناء. راجع قائمة الطلبات.</numerusform>
        <numerusform>لم يُرسل %n طلب لأن حالتها تغيرت في هذه الأثناء. راجع قائمة الطلبات.</numerusform>
      </translation>
    </message>
    <message>
      <source>Reading the orders…</source>
      <translation>جارٍ جلب الطلبات…</translation>
    </message>
    <message>
      <source>Orders that were Ready before</source>
      <translation>الطلبات الجاهزة من قبل</translation>
    </message>
    <message numerus="yes">
      <source>Send the chosen ones (%n)</source>
      <translation>
        <numerusform>إرسال الطلبات المختارة (%n)</numerusform>
        <numerusform>إرسال الطلبات المختارة (%n)</numerusform>
        <numerusform>إرسال الطلبات المختارة (%n)</numerusform>
        <numerusform>إرسال الطلبات المختارة (%n)</numerusform>
        <numerusform>إرسال الطلبات المختارة (%n)</numerusform>
        <numerusform>إرسال الطلبات المختارة (%n)</numerusform>
      </translation>
    </message>
    <message>
      <source>Send the chosen ones</source>
      <translation>إرسال الطلبات المختارة</translation>
    </message>
    <message>
      <source>No order was Ready before.</source>
      <translation>لا طلبات جاهزة من قبل.</translation>
    </message>
    <message>
      <source>Which of these should be sent?</source>
      <translation>أي هذه الطلبات يُرسل؟</translation>
    </message>
    <message>
      <source>More for {name}</source>
      <translation>المزيد لفرع {name}</translation>
    </message>
    <message>
      <source>Reference {reference}</source>
      <translation>المرجع: {reference}</translation>
    </message>
    <message>
      <source>At OTO today {count}</source>
      <translation>لدى OTO اليوم: {count}</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) wait</source>
      <translation>
        <numerusform>لا طلبات تنتظر</numerusform>
        <numerusform>طلب واحد ينتظر</numerusform>
        <numerusform>طلبان ينتظران</numerusform>
        <numerusform>%n طلبات تنتظر</numerusform>
        <numerusform>%n طلبًا ينتظر</numerusform>
        <numerusform>%n طلب ينتظر</numerusform>
      </translation>
    </message>
    <message>
      <source>Pickup location: {name}</source>
      <translation>نقطة الاستلام: {name}</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>إلغاء التفعيل</translation>
    </message>
    <message>
      <source>Switch on</source>
      <translation>تفعيل</translation>
    </message>
    <message>
      <source>Show orders of all branches</source>
      <translation>عرض طلبات جميع الفروع</translation>
    </message>
    <message>
      <source>Show only orders of {name}</source>
      <translation>عرض طلبات فرع {name} فقط</translation>
    </message>
    <message>
      <source>Enter the city…</source>
      <translation>إدخال المدينة…</translation>
    </message>
    <message>
      <source>Choose pickup location…</source>
      <translation>اختيار نقطة الاستلام…</translation>
    </message>
    <message>
      <source>Ask me for each order</source>
      <translation>طلب موافقتي على كل طلب</translation>
    </message>
    <message>
      <source>Pause this branch</source>
      <translation>إيقاف الفرع مؤقتًا</translation>
    </message>
    <message>
      <source>Waiting time and tags…</source>
      <translation>مهلة الإرسال والوسوم…</translation>
    </message>
    <message>
      <source>Resume this branch</source>
      <translation>استئناف الفرع</translation>
    </message>
    <message>
      <source>Paused until {time}</source>
      <translation>موقوف مؤقتًا حتى {time}</translation>
    </message>
    <message numerus="yes">
      <source>%n ready, oldest {age}; they stay unless you choose them</source>
      <translation>
        <numerusform>لا طلبات جاهزة من قبل ({age})</numerusform>
        <numerusform>طلب واحد جاهز من قبل ({age})، لا يُرسل إلا باختيارك</numerusform>
        <numerusform>طلبان جاهزان من قبل (أقدمهما: {age})، لا يُرسلان إلا باختيارك</numerusform>
        <numerusform>%n طلبات جاهزة من قبل (أقدمها: {age})، لا تُرسل إلا باختيارك</numerusform>
        <numerusform>%n طلبًا جاهزًا من قبل (أقدمها: {age})، لا تُرسل إلا باختيارك</numerusform>
        <numerusform>%n طلب جاهز من قبل (أقدمها: {age})، لا تُرسل إلا باختيارك</numerusform>
      </translation>
    </message>
    <message>
      <source>Stopped by its set-up: OTO refused three of its orders in a row.</source>
      <translation>متوقف بسبب إعداداته: رفضت OTO ثلاثة من طلباته على التوالي.</translation>
    </message>
    <message>
      <source>No pickup location</source>
      <translation>بلا نقطة استلام</translation>
    </message>
    <message>
      <source>Choose pickup location</source>
      <translation>اختيار نقطة الاستلام</translation>
    </message>
    <message>
      <source>Paused until you resume</source>
      <translation>موقوف مؤقتًا حتى تستأنفه</translation>
    </message>
    <message numerus="yes">
      <source>%n ready before; they stay unless you choose them</source>
      <translation>
        <numerusform>لا طلبات جاهزة من قبل</numerusform>
        <numerusform>طلب واحد جاهز من قبل، لا يُرسل إلا باختيارك</numerusform>
        <numerusform>طلبان جاهزان من قبل، لا يُرسلان إلا باختيارك</numerusform>
        <numerusform>%n طلبات جاهزة من قبل، لا تُرسل إلا باختيارك</numerusform>
        <numerusform>%n طلبًا جاهزًا من قبل، لا تُرسل إلا باختيارك</numerusform>
        <numerusform>%n طلب جاهز من قبل، لا تُرسل إلا باختيارك</numerusform>
      </translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>متابعة</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>استئناف</translation>
    </message>
    <message>
      <source>No city for OTO</source>
      <translation>لم تُحدَّد المدينة</translation>
    </message>
    <message>
      <source>Enter the city</source>
      <translation>إدخال المدينة</translation>
    </message>
    <message>
      <source>Branches</source>
      <translation>الفروع</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>عرض الكل</translation>
    </message>
    <message>
      <source>{active} of {all} active</source>
      <translation>المفعّل {active} من {all}</translation>
    </message>
    <message>
      <source>Search branches</source>
      <translation>البحث عن فرع</translation>
    </message>
    <message>
      <source>Reading the branches…</source>
      <translation>جارٍ جلب الفروع…</translation>
    </message>
    <message>
      <source>Foodics shows no branches. Make one in Foodics Console, then read again.</source>
      <translation>لا توجد فروع في حسابك لدى Foodics. أنشئ فرعًا في لوحة تحكم Foodics، ثم اضغط «تحديث».</translation>
    </message>
    <message>
      <source>No branch has this name.</source>
      <translation>لا يوجد فرع بهذا الاسم.</translation>
    </message>
    <message>
      <source>Rules of {name}</source>
      <translation>قواعد الإرسال لفرع {name}</translation>
    </message>
    <message>
      <source>Seconds to wait before sending</source>
      <translation>المهلة قبل الإرسال بالثواني</translation>
    </message>
    <message>
      <source>Only orders with this tag</source>
      <translation>الطلبات التي عليها هذا الوسم فقط</translation>
    </message>
    <message>
      <source>Never orders with this tag</source>
      <translation>استبعاد الطلبات التي عليها هذا الوسم</translation>
    </message>
    <message>
      <source>As in the settings</source>
      <translation>كما في الإعدادات</translation>
    </message>
    <message>
      <source>No tag</source>
      <translation>بلا وسم</translation>
    </message>
    <message>
      <source>Check-up</source>
      <translation>الفحص</translation>
    </message>
    <message>
      <source>Run again</source>
      <translation>إعادة الفحص</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>نسخ</translation>
    </message>
    <message>
      <source>File for support</source>
      <translation>ملف الدعم</translation>
    </message>
    <message>
      <source>One file that tells whoever helps you how this PC and the program are doing. No customer's name, phone or address is in it, and no token.</source>
      <translation>ملف واحد يبيّن لمن يساعدك حال هذا الجهاز والبرنامج. ليس فيه اسم عميل ولا جواله ولا عنوانه، ولا أي رمز دخول.</translation>
    </message>
    <message>
      <source>References of the orders it is about (optional)</source>
      <translation>أرقام مراجع الطلبات المعنية (اختياري)</translation>
    </message>
    <message>
      <source>Make the file</source>
      <translation>إنشاء الملف</translation>
    </message>
    <message>
      <source>Looking at everything; this takes up to half a minute.</source>
      <translation>جارٍ فحص كل شيء، وقد يستغرق ذلك نصف دقيقة.</translation>
    </message>
    <message>
      <source>The file is being made.</source>
      <translation>جارٍ إنشاء الملف.</translation>
    </message>
    <message>
      <source>The file is there</source>
      <translation>الملف جاهز</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>فتح المجلد</translation>
    </message>
    <message>
      <source>Everything is in order</source>
      <translation>كل شيء سليم</translation>
    </message>
    <message>
      <source>In order</source>
      <translation>سليم</translation>
    </message>
    <message>
      <source>To do</source>
      <translation>يلزم إجراء</translation>
    </message>
    <message numerus="yes">
      <source>%n thing(s) to do</source>
      <translation>
        <numerusform>لا شيء يلزمه إجراء</numerusform>
        <numerusform>أمر واحد يلزمه إجراء</numerusform>
        <numerusform>أمران يلزمهما إجراء</numerusform>
        <numerusform>%n أمور يلزمها إجراء</numerusform>
        <numerusform>%n أمرًا يلزمه إجراء</numerusform>
        <numerusform>%n أمر يلزمه إجراء</numerusform>
      </translation>
    </message>
    <message>
      <source>Changed meanwhile, and left as they are: {numbers}</source>
      <translation>تغيّرت في هذه الأثناء وبقيت كما هي: {numbers}</translation>
    </message>
    <message numerus="yes">
      <source>Were %n order(s) delivered another way?</source>
      <translation>
        <numerusform>لم تُختر أي طلبات.</numerusform>
        <numerusform>هل تم توصيل هذا الطلب بطريقة أخرى؟</numerusform>
        <numerusform>هل تم توصيل هذين الطلبين بطريقة أخرى؟</numerusform>
        <numerusform>هل تم توصيل هذه الطلبات (%n) بطريقة أخرى؟</numerusform>
        <numerusform>هل تم توصيل هذه الطلبات (%n) بطريقة أخرى؟</numerusform>
        <numerusform>هل تم توصيل هذه الطلبات (%n) بطريقة أخرى؟</numerusform>
      </translation>
    </message>
    <message>
      <source>OTO does not get them, not even when it answers again, and no courier comes. This can be undone.</source>
      <translation>لن تُرسل إلى OTO حتى بعد عودة الاتصال بها، ولن يأتي لها مندوب. ويمكنك التراجع عن ذلك.</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) are marked as delivered another way; OTO does not get them.</source>
      <translation>
        <numerusform>لم يُسجَّل أي طلب.</numerusform>
        <numerusform>سُجّل طلب واحد على أنه وُصّل بطريقة أخرى، ولن يُرسل إلى OTO.</numerusform>
        <numerusform>سُجّل طلبان على أنهما وُصّلا بطريقة أخرى، ولن يُرسلا إلى OTO.</numerusform>
        <numerusform>سُجّلت %n طلبات على أنها وُصّلت بطريقة أخرى، ولن تُرسل إلى OTO.</numerusform>
        <numerusform>سُجّل %n طلبًا على أنها وُصّلت بطريقة أخرى، ولن تُرسل إلى OTO.</numerusform>
        <numerusform>سُجّل %n طلب على أنها وُصّلت بطريقة أخرى، ولن تُرسل إلى OTO.</numerusform>
      </translation>
    </message>
    <message>
      <source>No order was marked.</source>
      <translation>لم يُسجَّل أي طلب.</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) go to OTO again.</source>
      <translation>
        <numerusform>لا طلبات تُرسل إلى OTO.</numerusform>
        <numerusform>عاد طلب واحد إلى الإرسال إلى OTO.</numerusform>
        <numerusform>عاد طلبان إلى الإرسال إلى OTO.</numerusform>
        <numerusform>عادت %n طلبات إلى الإرسال إلى OTO.</numerusform>
        <numerusform>عاد %n طلبًا إلى الإرسال إلى OTO.</numerusform>
        <numerusform>عاد %n طلب إلى الإرسال إلى OTO.</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing was undone.</source>
      <translation>لم يتغيّر شيء.</translation>
    </message>
    <message>
      <source>Delivery list</source>
      <translation>قائمة التوصيل</translation>
    </message>
    <message>
      <source>Save as PDF…</source>
      <translation>حفظ بصيغة PDF…</translation>
    </message>
    <message>
      <source>No order waits for OTO.</source>
      <translation>لا طلبات تنتظر OTO.</translation>
    </message>
    <message>
      <source>Choose none</source>
      <translation>إلغاء التحديد</translation>
    </message>
    <message>
      <source>Choose all</source>
      <translation>تحديد الكل</translation>
    </message>
    <message numerus="yes">
      <source>OTO has taken no orders for {time}; %n order(s) wait.</source>
      <translation>
        <numerusform>لم تستلم OTO أي طلب منذ {time}.</numerusform>
        <numerusform>لم تستلم OTO أي طلب منذ {time}، وهناك طلب واحد ينتظر.</numerusform>
        <numerusform>لم تستلم OTO أي طلب منذ {time}، وهناك طلبان ينتظران.</numerusform>
        <numerusform>لم تستلم OTO أي طلب منذ {time}، وهناك %n طلبات تنتظر.</numerusform>
        <numerusform>لم تستلم OTO أي طلب منذ {time}، وهناك %n طلبًا ينتظر.</numerusform>
        <numerusform>لم تستلم OTO أي طلب منذ {time}، وهناك %n طلب ينتظر.</numerusform>
      </translation>
    </message>
    <message>
      <source>You can bring them to the customers yourselves: the list has names, phones, addresses and what to collect.</source>
      <translation>يمكنكم توصيلها إلى العملاء بأنفسكم: في القائمة الأسماء وأرقام الجوال والعناوين والمبالغ المطلوب تحصيلها.</translation>
    </message>
    <message>
      <source>Not now</source>
      <translation>ليس الآن</translation>
    </message>
    <message>
      <source>Saved: {name}</source>
      <translation>حُفظت القائمة: {name}</translation>
    </message>
    <message>
      <source>The list could not be saved there</source>
      <translation>تعذّر على هذا الجهاز حفظ القائمة في هذا المكان</translation>
    </message>
    <message>
      <source>OTO Companion</source>
      <translation>OTO Companion</translation>
    </message>
    <message>
      <source>Delivery list, {time}</source>
      <translation>قائمة التوصيل، {time}</translation>
    </message>
    <message>
      <source>Page {page} of {pages}</source>
      <translation>صفحة {page} من {pages}</translation>
    </message>
    <message>
      <source>Tick off what you have brought to the customer yourselves, and mark it in OTO Companion as Delivered another way; otherwise OTO gets it as soon as it answers.</source>
      <translation>ضع علامة على كل طلب وصّلتموه بأنفسكم، ثم سجّله في OTO Companion بزر «تم توصيله بطريقة أخرى»، وإلا أُرسل إلى OTO فور عودة الاتصال.</translation>
    </message>
    <message>
      <source>Perhaps at OTO already: it is not known whether OTO has these orders, and a courier may come as well. Ask OTO before you bring them yourselves.</source>
      <translation>ربما وصلت إلى OTO: لا يُعرف هل استلمت OTO هذه الطلبات، وقد يأتي لها مندوب أيضًا. اسأل OTO قبل أن توصّلوها بأنفسكم.</translation>
    </message>
    <message>
      <source>{name} ({count})</source>
      <translation>‏{name} ({count})</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>الطلب</translation>
    </message>
    <message>
      <source>Customer</source>
      <translation>العميل</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>العنوان</translation>
    </message>
    <message>
      <source>To collect</source>
      <translation>المطلوب تحصيله</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>جاهز</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>تم</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>الجوال</translation>
    </message>
    <message>
      <source>Since Ready</source>
      <translation>منذ الجاهزية</translation>
    </message>
    <message>
      <source>Orders to deliver</source>
      <translation>طلبات للتوصيل</translation>
    </message>
    <message>
      <source>{amount} if unpaid</source>
      <translation>‏{amount} إن لم يُدفع</translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n د</numerusform>
        <numerusform>%n د</numerusform>
        <numerusform>%n د</numerusform>
        <numerusform>%n د</numerusform>
        <numerusform>%n د</numerusform>
        <numerusform>%n د</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) wait for OTO</source>
      <translation>
        <numerusform>لا طلبات تنتظر OTO</numerusform>
        <numerusform>طلب واحد ينتظر OTO</numerusform>
        <numerusform>طلبان ينتظران OTO</numerusform>
        <numerusform>%n طلبات تنتظر OTO</numerusform>
        <numerusform>%n طلبًا ينتظر OTO</numerusform>
        <numerusform>%n طلب ينتظر OTO</numerusform>
      </translation>
    </message>
    <message>
      <source>OTO answers. These orders go by themselves, unless you mark them.</source>
      <translation>خدمة OTO تستجيب. تُرسل هذه الطلبات تلقائيًا ما لم تسجّل أنها وُصّلت بطريقة أخرى.</translation>
    </message>
    <message>
      <source>No name</source>
      <translation>بلا اسم</translation>
    </message>
    <message>
      <source>{address}, {city}</source>
      <translation>‏{address}، {city}</translation>
    </message>
    <message>
      <source>Look at the till</source>
      <translation>راجع جهاز الكاشير</translation>
    </message>
    <message>
      <source>Paid, collect nothing</source>
      <translation>مدفوع، لا تُحصّل شيئًا</translation>
    </message>
    <message>
      <source>Collect {amount}</source>
      <translation>حصّل {amount}</translation>
    </message>
    <message>
      <source>OTO has these now, do not bring them: {numbers}</source>
      <translation>وصلت هذه الطلبات إلى OTO الآن، فلا توصّلها بنفسك: {numbers}</translation>
    </message>
    <message>
      <source>Print it, bring the orders to the customers, and mark them as Delivered another way. What is not marked goes to OTO when it answers.</source>
      <translation>اطبع القائمة ووصّل الطلبات إلى العملاء، ثم حدّدها واضغط «تم توصيله بطريقة أخرى». وما لم تحدّده يُرسل إلى OTO عند عودة الاتصال.</translation>
    </message>
    <message>
      <source>{what} ({count})</source>
      <translation>‏{what} ({count})</translation>
    </message>
    <message numerus="yes">
      <source>Print the chosen ones (%n)…</source>
      <translation>
        <numerusform>طباعة المحدد…</numerusform>
        <numerusform>طباعة الطلب المحدد…</numerusform>
        <numerusform>طباعة الطلبين المحددين…</numerusform>
        <numerusform>طباعة الطلبات المحددة (%n)…</numerusform>
        <numerusform>طباعة الطلبات المحددة (%n)…</numerusform>
        <numerusform>طباعة الطلبات المحددة (%n)…</numerusform>
      </translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>طباعة…</translation>
    </message>
    <message>
      <source>Perhaps at OTO already</source>
      <translation>ربما وصلت إلى OTO</translation>
    </message>
    <message>
      <source>Orders that were not sent</source>
      <translation>الطلبات التي لم تُرسل</translation>
    </message>
    <message numerus="yes">
      <source>%n younger order(s) go by themselves.</source>
      <translation>
        <numerusform>لا طلبات أحدث.</numerusform>
        <numerusform>هناك طلب أحدث يُرسل تلقائيًا.</numerusform>
        <numerusform>هناك طلبان أحدث يُرسلان تلقائيًا.</numerusform>
        <numerusform>هناك %n طلبات أحدث تُرسل تلقائيًا.</numerusform>
        <numerusform>هناك %n طلبًا أحدث تُرسل تلقائيًا.</numerusform>
        <numerusform>هناك %n طلب أحدث تُرسل تلقائيًا.</numerusform>
      </translation>
    </message>
    <message>
      <source>What is not sent is skipped; that can be undone for each order.</source>
      <translation>ما لا تختار إرساله يُستبعد، ويمكن التراجع عن ذلك لكل طلب.</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>المساعدة</translation>
    </message>
    <message>
      <source>Send none</source>
      <translation>عدم إرسال أي منها</translation>
    </message>
    <message numerus="yes">
      <source>Send all (%n)</source>
      <translation>
        <numerusform>إرسال الكل (%n)</numerusform>
        <numerusform>إرسال الكل (%n)</numerusform>
        <numerusform>إرسال الكل (%n)</numerusform>
        <numerusform>إرسال الكل (%n)</numerusform>
        <numerusform>إرسال الكل (%n)</numerusform>
        <numerusform>إرسال الكل (%n)</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing is asked any more.</source>
      <translation>لم يبقَ ما يحتاج إلى قرارك.</translation>
    </message>
    <message>
      <source>Decide later</source>
      <translation>القرار لاحقًا</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) go to OTO.</source>
      <translation>
        <numerusform>لا يُرسل أي طلب إلى OTO.</numerusform>
        <numerusform>يُرسل طلب واحد إلى OTO.</numerusform>
        <numerusform>يُرسل طلبان إلى OTO.</numerusform>
        <numerusform>تُرسل %n طلبات إلى OTO.</numerusform>
        <numerusform>يُرسل %n طلبًا إلى OTO.</numerusform>
        <numerusform>يُرسل %n طلب إلى OTO.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) are skipped.</source>
      <translation>
        <numerusform>لم يُستبعد أي طلب.</numerusform>
        <numerusform>استُبعد طلب واحد.</numerusform>
        <numerusform>استُبعد طلبان.</numerusform>
        <numerusform>استُبعدت %n طلبات.</numerusform>
        <numerusform>استُبعد %n طلبًا.</numerusform>
        <numerusform>استُبعد %n طلب.</numerusform>
      </translation>
    </message>
    <message>
      <source>They go only if you choose them. Younger orders go by themselves.</source>
      <translation>لن تُرسل إلا إذا اخترتها. أما الطلبات الأحدث فتُرسل تلقائيًا.</translation>
    </message>
    <message numerus="yes">
      <source>Cut off for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>انقطع الاتصال {time}، وهناك %n طلب جاهز لم يُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>انقطع الاتصال {time}، وهناك طلب جاهز واحد لم يُرسل. هل ما زال العميل ينتظره؟</numerusform>
        <numerusform>انقطع الاتصال {time}، وهناك طلبان جاهزان لم يُرسلا. هل ما زال العميلان ينتظرانهما؟</numerusform>
        <numerusform>انقطع الاتصال {time}، وهناك %n طلبات جاهزة لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>انقطع الاتصال {time}، وهناك %n طلبًا جاهزًا لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>انقطع الاتصال {time}، وهناك %n طلب جاهز لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>OTO took no orders for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>لم تستلم OTO أي طلب طوال {time}، وهناك %n طلب جاهز لم يُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>لم تستلم OTO أي طلب طوال {time}، وهناك طلب جاهز واحد لم يُرسل. هل ما زال العميل ينتظره؟</numerusform>
        <numerusform>لم تستلم OTO أي طلب طوال {time}، وهناك طلبان جاهزان لم يُرسلا. هل ما زال العميلان ينتظرانهما؟</numerusform>
        <numerusform>لم تستلم OTO أي طلب طوال {time}، وهناك %n طلبات جاهزة لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>لم تستلم OTO أي طلب طوال {time}، وهناك %n طلبًا جاهزًا لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>لم تستلم OTO أي طلب طوال {time}، وهناك %n طلب جاهز لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>This PC or the program was off for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>توقف هذا الجهاز أو البرنامج عن العمل {time}، وهناك %n طلب جاهز لم يُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف هذا الجهاز أو البرنامج عن العمل {time}، وهناك طلب جاهز واحد لم يُرسل. هل ما زال العميل ينتظره؟</numerusform>
        <numerusform>توقف هذا الجهاز أو البرنامج عن العمل {time}، وهناك طلبان جاهزان لم يُرسلا. هل ما زال العميلان ينتظرانهما؟</numerusform>
        <numerusform>توقف هذا الجهاز أو البرنامج عن العمل {time}، وهناك %n طلبات جاهزة لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف هذا الجهاز أو البرنامج عن العمل {time}، وهناك %n طلبًا جاهزًا لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف هذا الجهاز أو البرنامج عن العمل {time}، وهناك %n طلب جاهز لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Sending was paused for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>كان الإرسال موقوفًا مؤقتًا {time}، وهناك %n طلب جاهز لم يُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>كان الإرسال موقوفًا مؤقتًا {time}، وهناك طلب جاهز واحد لم يُرسل. هل ما زال العميل ينتظره؟</numerusform>
        <numerusform>كان الإرسال موقوفًا مؤقتًا {time}، وهناك طلبان جاهزان لم يُرسلا. هل ما زال العميلان ينتظرانهما؟</numerusform>
        <numerusform>كان الإرسال موقوفًا مؤقتًا {time}، وهناك %n طلبات جاهزة لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>كان الإرسال موقوفًا مؤقتًا {time}، وهناك %n طلبًا جاهزًا لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>كان الإرسال موقوفًا مؤقتًا {time}، وهناك %n طلب جاهز لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Sending stood still for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>توقف الإرسال {time}، وهناك %n طلب جاهز لم يُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف الإرسال {time}، وهناك طلب جاهز واحد لم يُرسل. هل ما زال العميل ينتظره؟</numerusform>
        <numerusform>توقف الإرسال {time}، وهناك طلبان جاهزان لم يُرسلا. هل ما زال العميلان ينتظرانهما؟</numerusform>
        <numerusform>توقف الإرسال {time}، وهناك %n طلبات جاهزة لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف الإرسال {time}، وهناك %n طلبًا جاهزًا لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف الإرسال {time}، وهناك %n طلب جاهز لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{branch} was paused for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>كان فرع {branch} موقوفًا مؤقتًا {time}، وهناك %n طلب جاهز لم يُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>كان فرع {branch} موقوفًا مؤقتًا {time}، وهناك طلب جاهز واحد لم يُرسل. هل ما زال العميل ينتظره؟</numerusform>
        <numerusform>كان فرع {branch} موقوفًا مؤقتًا {time}، وهناك طلبان جاهزان لم يُرسلا. هل ما زال العميلان ينتظرانهما؟</numerusform>
        <numerusform>كان فرع {branch} موقوفًا مؤقتًا {time}، وهناك %n طلبات جاهزة لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>كان فرع {branch} موقوفًا مؤقتًا {time}، وهناك %n طلبًا جاهزًا لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>كان فرع {branch} موقوفًا مؤقتًا {time}، وهناك %n طلب جاهز لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{branch} stood still for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>توقف الإرسال من فرع {branch} {time}، وهناك %n طلب جاهز لم يُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف الإرسال من فرع {branch} {time}، وهناك طلب جاهز واحد لم يُرسل. هل ما زال العميل ينتظره؟</numerusform>
        <numerusform>توقف الإرسال من فرع {branch} {time}، وهناك طلبان جاهزان لم يُرسلا. هل ما زال العميلان ينتظرانهما؟</numerusform>
        <numerusform>توقف الإرسال من فرع {branch} {time}، وهناك %n طلبات جاهزة لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف الإرسال من فرع {branch} {time}، وهناك %n طلبًا جاهزًا لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
        <numerusform>توقف الإرسال من فرع {branch} {time}، وهناك %n طلب جاهز لم تُرسل. هل ما زال العملاء ينتظرونها؟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n hours</source>
      <translation>
        <numerusform>أقل من ساعة</numerusform>
        <numerusform>ساعة واحدة</numerusform>
        <numerusform>ساعتين</numerusform>
        <numerusform>%n ساعات</numerusform>
        <numerusform>%n ساعة</numerusform>
        <numerusform>%n ساعة</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n h</source>
      <translation>
        <numerusform>%n س</numerusform>
        <numerusform>%n س</numerusform>
        <numerusform>%n س</numerusform>
        <numerusform>%n س</numerusform>
        <numerusform>%n س</numerusform>
        <numerusform>%n س</numerusform>
      </translation>
    </message>
    <message>
      <source>{service}</source>
      <translation>{service}</translation>
    </message>
    <message>
      <source>{service} answers.</source>
      <translation>خدمة {service} تعمل.</translation>
    </message>
    <message>
      <source>{service}: not checked yet</source>
      <translation>{service}: لم تُفحص بعد</translation>
    </message>
    <message>
      <source>{service} was not asked yet since the start.</source>
      <translation>لم نتصل بخدمة {service} بعد منذ تشغيل البرنامج.</translation>
    </message>
    <message>
      <source>{service}: not connected</source>
      <translation>{service}: غير مربوطة</translation>
    </message>
    <message>
      <source>{service} is not connected; see the settings.</source>
      <translation>لم تُربط {service} بعد؛ راجع الإعدادات.</translation>
    </message>
    <message>
      <source>{service}: no answer</source>
      <translation>{service}: لا تستجيب</translation>
    </message>
    <message>
      <source>{service} cannot be reached from this PC now.</source>
      <translation>لا يمكن الوصول إلى {service} من هذا الجهاز الآن.</translation>
    </message>
    <message>
      <source>{service}: in trouble</source>
      <translation>{service}: لديها عطل</translation>
    </message>
    <message>
      <source>{service} answers that it has trouble itself.</source>
      <translation>أفادت {service} بوجود عطل لديها.</translation>
    </message>
    <message>
      <source>{service}: pausing</source>
      <translation>{service}: تطلب الانتظار</translation>
    </message>
    <message>
      <source>{service} asks for a pause; it goes on by itself.</source>
      <translation>تطلب {service} الانتظار قليلًا، ويُستأنف العمل تلقائيًا.</translation>
    </message>
    <message>
      <source>{service}: refused</source>
      <translation>{service}: رفضت الدخول</translation>
    </message>
    <message>
      <source>{service} refuses the sign-in; see the settings.</source>
      <translation>رفضت {service} بيانات الدخول؛ راجع الإعدادات.</translation>
    </message>
    <message>
      <source>{service}: keyring locked</source>
      <translation>{service}: مخزن كلمات المرور مقفل</translation>
    </message>
    <message>
      <source>The secret for {service} cannot be read from this PC's keyring.</source>
      <translation>تعذّرت قراءة بيانات الدخول إلى {service} من مخزن كلمات المرور في هذا الجهاز.</translation>
    </message>
    <message>
      <source>Account: {name}</source>
      <translation>الحساب: {name}</translation>
    </message>
    <message>
      <source>Checked at {time}</source>
      <translation>آخر فحص: {time}</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>الإعدادات</translation>
    </message>
    <message>
      <source>Not checked yet</source>
      <translation>بانتظار أول تحقق</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>إيقاف مؤقت</translation>
    </message>
    <message numerus="yes">
      <source>%n hour(s)</source>
      <translation>
        <numerusform>أقل من ساعة</numerusform>
        <numerusform>ساعة واحدة</numerusform>
        <numerusform>ساعتان</numerusform>
        <numerusform>%n ساعات</numerusform>
        <numerusform>%n ساعة</numerusform>
        <numerusform>%n ساعة</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n minutes</source>
      <translation>
        <numerusform>أقل من دقيقة</numerusform>
        <numerusform>دقيقة واحدة</numerusform>
        <numerusform>دقيقتان</numerusform>
        <numerusform>%n دقائق</numerusform>
        <numerusform>%n دقيقة</numerusform>
        <numerusform>%n دقيقة</numerusform>
      </translation>
    </message>
    <message>
      <source>Until the end of the business day ({time})</source>
      <translation>حتى نهاية يوم العمل ({time})</translation>
    </message>
    <message>
      <source>Until I resume</source>
      <translation>حتى أستأنف بنفسي</translation>
    </message>
    <message>
      <source>Pause until a time</source>
      <translation>إيقاف مؤقت حتى وقت محدد</translation>
    </message>
    <message>
      <source>Sending pauses until this time and goes on by itself then.</source>
      <translation>يتوقف الإرسال حتى هذا الوقت ثم يُستأنف تلقائيًا.</translation>
    </message>
    <message>
      <source>Pause until</source>
      <translation>إيقاف مؤقت حتى</translation>
    </message>
    <message>
      <source>No sound for {time}</source>
      <translation>كتم الصوت: {time}</translation>
    </message>
    <message>
      <source>No sound until tomorrow</source>
      <translation>كتم الصوت حتى الغد</translation>
    </message>
    <message>
      <source>Sound on</source>
      <translation>تشغيل الصوت</translation>
    </message>
    <message>
      <source>Sound is on</source>
      <translation>الصوت يعمل</translation>
    </message>
    <message>
      <source>Muted until {time}</source>
      <translation>مكتوم حتى {time}</translation>
    </message>
    <message>
      <source>No sound until then</source>
      <translation>لا صوت حتى ذلك الوقت</translation>
    </message>
    <message>
      <source>Until a time…</source>
      <translation>حتى وقت أحدده…</translation>
    </message>
    <message>
      <source>Waiting {count}</source>
      <translation>قيد الانتظار: {count}</translation>
    </message>
    <message>
      <source>Needs you {count}</source>
      <translation>يتطلب تدخلك: {count}</translation>
    </message>
    <message>
      <source>Credit at OTO {credit}</source>
      <translation>الرصيد لدى OTO: {credit}</translation>
    </message>
    <message numerus="yes">
      <source>%n s</source>
      <translation>
        <numerusform>%n ث</numerusform>
        <numerusform>%n ث</numerusform>
        <numerusform>%n ث</numerusform>
        <numerusform>%n ث</numerusform>
        <numerusform>%n ث</numerusform>
        <numerusform>%n ث</numerusform>
      </translation>
    </message>
    <message>
      <source>Ready → OTO usually {time}</source>
      <translation>المعتاد من الجاهزية إلى OTO: {time}</translation>
    </message>
    <message>
      <source>Orders are kept; those not too late go when it returns.</source>
      <translation>الطلبات محفوظة، وما لم يتأخر منها يُرسل عند عودة الاتصال.</translation>
    </message>
    <message>
      <source>Orders wait and are not sent.</source>
      <translation>الطلبات تنتظر ولا يُرسل منها شيء.</translation>
    </message>
    <message>
      <source>Foodics is not connected.</source>
      <translation>لم تُربط Foodics بعد.</translation>
    </message>
    <message>
      <source>Connect Foodics with its access token; then OTO, the currency and the branches.</source>
      <translation>اربط Foodics برمز الوصول، ثم OTO، ثم حدّد العملة والفروع.</translation>
    </message>
    <message>
      <source>OTO is not connected.</source>
      <translation>لم تُربط OTO بعد.</translation>
    </message>
    <message>
      <source>Connect OTO with Retailer ID and Token; nothing is sent before.</source>
      <translation>اربط OTO بإدخال Retailer ID وToken؛ لن يُرسل شيء قبل ذلك.</translation>
    </message>
    <message>
      <source>The currency is not set.</source>
      <translation>لم تُحدَّد العملة بعد.</translation>
    </message>
    <message>
      <source>OTO has to know in which currency it collects; nothing is sent before.</source>
      <translation>حدّد العملة التي تحصّل بها OTO المبالغ؛ لن يُرسل شيء قبل ذلك.</translation>
    </message>
    <message>
      <source>No internet on this PC.</source>
      <translation>لا يوجد إنترنت على هذا الجهاز.</translation>
    </message>
    <message>
      <source>Foodics does not answer.</source>
      <translation>خدمة Foodics لا تستجيب.</translation>
    </message>
    <message>
      <source>OTO does not answer.</source>
      <translation>خدمة OTO لا تستجيب.</translation>
    </message>
    <message>
      <source>OTO refused the Token; nothing is being sent.</source>
      <translation>رفضت OTO الرمز (Token)، ولا يُرسل أي طلب الآن.</translation>
    </message>
    <message>
      <source>Ask OTO for a new one and paste it here.</source>
      <translation>اطلب رمزًا جديدًا من OTO والصقه هنا.</translation>
    </message>
    <message>
      <source>These orders also reach OTO from elsewhere; two couriers may come.</source>
      <translation>هذه الطلبات تصل إلى OTO من جهة أخرى أيضًا، وقد يأتي مندوبان للطلب الواحد.</translation>
    </message>
    <message>
      <source>Switch off OTO in the Foodics Marketplace, then Resume.</source>
      <translation>أوقف تطبيق OTO في متجر Foodics، ثم اضغط استئناف.</translation>
    </message>
    <message>
      <source>Looking at Foodics</source>
      <translation>جارٍ التحقق من Foodics</translation>
    </message>
    <message>
      <source>The first look since the program was started is on its way.</source>
      <translation>هذا أول تحقق منذ تشغيل البرنامج.</translation>
    </message>
    <message>
      <source>Nothing is being sent.</source>
      <translation>لا يُرسل أي طلب الآن.</translation>
    </message>
    <message>
      <source>The last good check is too old. It goes on by itself after the next good one.</source>
      <translation>مضى وقت طويل على آخر تحقق ناجح. يُستأنف الإرسال تلقائيًا بعد التحقق الناجح التالي.</translation>
    </message>
    <message>
      <source>Paused by you until {time}</source>
      <translation>الإرسال موقوف مؤقتًا بقرارك حتى {time}</translation>
    </message>
    <message>
      <source>Paused by you until you resume</source>
      <translation>الإرسال موقوف مؤقتًا بقرارك حتى تستأنفه</translation>
    </message>
    <message numerus="yes">
      <source>%n branch(es) stand still for their set-up.</source>
      <translation>
        <numerusform>لا فروع متوقفة.</numerusform>
        <numerusform>فرع واحد متوقف بسبب إعداداته.</numerusform>
        <numerusform>فرعان متوقفان بسبب إعداداتهما.</numerusform>
        <numerusform>%n فروع متوقفة بسبب إعداداتها.</numerusform>
        <numerusform>هناك %n فرعًا متوقفًا بسبب الإعدادات.</numerusform>
        <numerusform>هناك %n فرع متوقف بسبب الإعدادات.</numerusform>
      </translation>
    </message>
    <message>
      <source>OTO refused three of its orders in a row. Check the pickup location, then press Go on.</source>
      <translation>رفضت OTO ثلاثة من طلباته على التوالي. راجع نقطة الاستلام، ثم اضغط «متابعة».</translation>
    </message>
    <message>
      <source>Sending has not been started yet.</source>
      <translation>لم يبدأ الإرسال بعد.</translation>
    </message>
    <message>
      <source>One step is left: Start sending.</source>
      <translation>بقيت خطوة واحدة: بدء الإرسال.</translation>
    </message>
    <message>
      <source>No branch is active; nothing is sent.</source>
      <translation>لا يوجد فرع مفعّل، ولا يُرسل أي طلب.</translation>
    </message>
    <message>
      <source>Switch on the branches whose orders OTO should deliver.</source>
      <translation>فعّل الفروع التي توصّل OTO طلباتها.</translation>
    </message>
    <message>
      <source>All active branches are paused by you.</source>
      <translation>جميع الفروع المفعّلة موقوفة مؤقتًا بقرارك.</translation>
    </message>
    <message>
      <source>Sending automatically, in another currency than Foodics</source>
      <translation>الإرسال التلقائي يعمل، بعملة غير عملة Foodics</translation>
    </message>
    <message>
      <source>OTO collects in {mine}; Foodics counts in {theirs}. Amounts are not converted.</source>
      <translation>تحصّل OTO المبالغ بعملة {mine}، والعملة في Foodics هي {theirs}. لا تُحوَّل المبالغ بين العملتين.</translation>
    </message>
    <message>
      <source>Sending automatically; the credit at OTO is low</source>
      <translation>الإرسال التلقائي يعمل، لكن رصيد OTO منخفض</translation>
    </message>
    <message>
      <source>{credit} left. Top up the wallet at OTO before it is used up.</source>
      <translation>المتبقي {credit}. اشحن محفظة OTO قبل نفاد الرصيد.</translation>
    </message>
    <message>
      <source>Sending automatically; some orders cannot be read</source>
      <translation>الإرسال التلقائي يعمل، لكن تعذّرت قراءة بعض الطلبات</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) of Foodics could not be understood and are not sent.</source>
      <translation>
        <numerusform>لا طلبات متعذّرة القراءة من Foodics.</numerusform>
        <numerusform>تعذّر فهم طلب واحد من Foodics ولم يُرسل.</numerusform>
        <numerusform>تعذّر فهم طلبين من Foodics ولم يُرسلا.</numerusform>
        <numerusform>تعذّر فهم %n طلبات من Foodics ولم تُرسل.</numerusform>
        <numerusform>تعذّر فهم %n طلبًا من Foodics ولم تُرسل.</numerusform>
        <numerusform>تعذّر فهم %n طلب من Foodics ولم تُرسل.</numerusform>
      </translation>
    </message>
    <message>
      <source>Sending automatically</source>
      <translation>الإرسال التلقائي يعمل</translation>
    </message>
    <message numerus="yes">
      <source>%n branch(es) are paused by you.</source>
      <translation>
        <numerusform>لا فروع موقوفة مؤقتًا.</numerusform>
        <numerusform>فرع واحد موقوف مؤقتًا بقرارك.</numerusform>
        <numerusform>فرعان موقوفان مؤقتًا بقرارك.</numerusform>
        <numerusform>%n فروع موقوفة مؤقتًا بقرارك.</numerusform>
        <numerusform>%n فرعًا موقوفًا مؤقتًا بقرارك.</numerusform>
        <numerusform>%n فرع موقوف مؤقتًا بقرارك.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Orders of %n branch(es) go to OTO automatically.</source>
      <translation>
        <numerusform>لا تُرسل طلبات أي فرع إلى OTO.</numerusform>
        <numerusform>طلبات فرع واحد تُرسل إلى OTO تلقائيًا.</numerusform>
        <numerusform>طلبات فرعين تُرسل إلى OTO تلقائيًا.</numerusform>
        <numerusform>طلبات %n فروع تُرسل إلى OTO تلقائيًا.</numerusform>
        <numerusform>طلبات %n فرعًا تُرسل إلى OTO تلقائيًا.</numerusform>
        <numerusform>طلبات %n فرع تُرسل إلى OTO تلقائيًا.</numerusform>
      </translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>إعادة المحاولة</translation>
    </message>
    <message>
      <source>Foodics settings</source>
      <translation>إعدادات Foodics</translation>
    </message>
    <message>
      <source>OTO settings</source>
      <translation>إعدادات OTO</translation>
    </message>
    <message>
      <source>Choose branches</source>
      <translation>اختيار الفروع</translation>
    </message>
    <message>
      <source>Show the branch</source>
      <translation>عرض الفرع</translation>
    </message>
    <message>
      <source>Set the currency</source>
      <translation>تحديد العملة</translation>
    </message>
    <message>
      <source>Starting</source>
      <translation>جارٍ التشغيل</translation>
    </message>
    <message>
      <source>The ledger is being opened.</source>
      <translation>جارٍ فتح سجل الطلبات.</translation>
    </message>
    <message numerus="yes">
      <source>Last check %n h ago</source>
      <translation>
        <numerusform>آخر تحقق قبل أقل من ساعة</numerusform>
        <numerusform>آخر تحقق قبل ساعة</numerusform>
        <numerusform>آخر تحقق قبل ساعتين</numerusform>
        <numerusform>آخر تحقق قبل %n ساعات</numerusform>
        <numerusform>آخر تحقق قبل %n ساعة</numerusform>
        <numerusform>آخر تحقق قبل %n ساعة</numerusform>
      </translation>
    </message>
    <message>
      <source>Last check just now</source>
      <translation>آخر تحقق الآن</translation>
    </message>
    <message numerus="yes">
      <source>Last check %n s ago</source>
      <translation>
        <numerusform>آخر تحقق الآن</numerusform>
        <numerusform>آخر تحقق قبل ثانية</numerusform>
        <numerusform>آخر تحقق قبل ثانيتين</numerusform>
        <numerusform>آخر تحقق قبل %n ثوانٍ</numerusform>
        <numerusform>آخر تحقق قبل %n ثانية</numerusform>
        <numerusform>آخر تحقق قبل %n ثانية</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Last check %n min ago</source>
      <translation>
        <numerusform>آخر تحقق قبل أقل من دقيقة</numerusform>
        <numerusform>آخر تحقق قبل دقيقة</numerusform>
        <numerusform>آخر تحقق قبل دقيقتين</numerusform>
        <numerusform>آخر تحقق قبل %n دقائق</numerusform>
        <numerusform>آخر تحقق قبل %n دقيقة</numerusform>
        <numerusform>آخر تحقق قبل %n دقيقة</numerusform>
      </translation>
    </message>
    <message>
      <source>How to mark an order Ready</source>
      <translation>كيفية تعليم الطلب كجاهز</translation>
    </message>
    <message>
      <source>When an order goes by itself</source>
      <translation>متى يُرسل الطلب تلقائيًا</translation>
    </message>
    <message>
      <source>What the words mean</source>
      <translation>معاني حالات الطلب</translation>
    </message>
    <message>
      <source>When something is wrong</source>
      <translation>عند حدوث مشكلة</translation>
    </message>
    <message>
      <source>After an outage or a pause</source>
      <translation>بعد انقطاع أو إيقاف مؤقت</translation>
    </message>
    <message>
      <source>Customers' data</source>
      <translation>بيانات العملاء</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
      <source>For cashiers. OTO is told of an order only after it is marked Ready on the till.</source>
      <translation>للكاشير: لا يُرسل الطلب إلى OTO إلا بعد تعليمه كجاهز في جهاز الكاشير.</translation>
    </message>
    <message>
      <source>Send the order to the kitchen first, with the button Kitchen: to the Kitchen Display or to the Kitchen Printer.</source>
      <translation>أرسل الطلب أولًا إلى المطبخ بزر Kitchen، سواء إلى شاشة المطبخ (Kitchen Display) أو إلى طابعة المطبخ (Kitchen Printer).</translation>
    </message>
    <message>
      <source>When the food is ready, open the order and press MORE, then Mark Ready.</source>
      <translation>عندما يجهز الطعام، افتح الطلب واضغط MORE ثم Mark Ready.</translation>
    </message>
    <message>
      <source>Close the order by full payment, or move to another order. As long as it is open on your screen, nobody else can see it.</source>
      <translation>أغلق الطلب بالدفع الكامل أو انتقل إلى طلب آخر. ما دام مفتوحًا على شاشتك فلن يراه أحد غيرك.</translation>
    </message>
    <message>
      <source>Mark Ready does not appear? Then the order was not sent to the kitchen. Press Kitchen first.</source>
      <translation>لا يظهر لك Mark Ready؟ معنى ذلك أن الطلب لم يُرسل إلى المطبخ. اضغط Kitchen أولًا.</translation>
    </message>
    <message>
      <source>With a Kitchen Display, Bump on the screen marks the order Ready too.</source>
      <translation>إذا كانت في المطبخ شاشة (Kitchen Display)، فالضغط على Bump فيها يعلّم الطلب كجاهز أيضًا.</translation>
    </message>
    <message>
      <source>An order is sent to OTO by itself when all five are true:</source>
      <translation>يُرسل الطلب إلى OTO تلقائيًا إذا تحققت الشروط الخمسة كلها:</translation>
    </message>
    <message>
      <source>Its branch is switched on here.</source>
      <translation>أن يكون فرعه مفعّلًا هنا.</translation>
    </message>
    <message>
      <source>It is a Delivery order.</source>
      <translation>أن يكون طلب توصيل (Delivery).</translation>
    </message>
    <message>
      <source>It has a customer and a delivery address.</source>
      <translation>أن يكون فيه اسم العميل وعنوان التوصيل.</translation>
    </message>
    <message>
      <source>It is marked Ready.</source>
      <translation>أن يكون معلَّمًا كجاهز.</translation>
    </message>
    <message>
      <source>No cashier has it open on the screen.</source>
      <translation>ألا يكون مفتوحًا على شاشة أي كاشير.</translation>
    </message>
    <message>
      <source>Choose an order in the list: each condition is shown with ✓ or ✗, with what to do and who has to do it.</source>
      <translation>اختر أي طلب من القائمة: يظهر كل شرط بعلامة ✓ أو ✗، مع الإجراء المطلوب ومن عليه تنفيذه.</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>قيد الانتظار</translation>
    </message>
    <message>
      <source>A condition is not true yet. The order goes by itself as soon as it is.</source>
      <translation>هناك شرط لم يتحقق بعد، ويُرسل الطلب تلقائيًا فور تحققه.</translation>
    </message>
    <message>
      <source>Queued</source>
      <translation>التالي للإرسال</translation>
    </message>
    <message>
      <source>It goes next; this takes seconds.</source>
      <translation>دوره التالي، خلال ثوانٍ.</translation>
    </message>
    <message>
      <source>Sending</source>
      <translation>قيد الإرسال</translation>
    </message>
    <message>
      <source>OTO is being told at this moment.</source>
      <translation>يُرسل إلى OTO في هذه اللحظة.</translation>
    </message>
    <message>
      <source>Asking OTO</source>
      <translation>جارٍ التأكد من OTO</translation>
    </message>
    <message>
      <source>OTO's answer was lost. The order is looked up at OTO before anything else happens. Do not send it by hand.</source>
      <translation>لم يصلنا رد OTO، فيتأكد البرنامج أولًا هل وصلها الطلب. لا ترسله يدويًا.</translation>
    </message>
    <message>
      <source>Trying again</source>
      <translation>تُعاد المحاولة</translation>
    </message>
    <message>
      <source>OTO surely does not have it yet. It is tried again by itself.</source>
      <translation>من المؤكد أن الطلب لم يصل إلى OTO بعد، وتُعاد المحاولة تلقائيًا.</translation>
    </message>
    <message>
      <source>Refused by OTO</source>
      <translation>مرفوض من OTO</translation>
    </message>
    <message>
      <source>OTO said no. The order shows what to correct and where.</source>
      <translation>لم تقبله OTO. افتح الطلب لترى ما يجب تصحيحه وأين.</translation>
    </message>
    <message>
      <source>Held</source>
      <translation>بانتظار قرارك</translation>
    </message>
    <message>
      <source>It waits for your yes. Release it, or skip it.</source>
      <translation>بانتظار قرارك: اعتمد إرساله أو استبعده.</translation>
    </message>
    <message>
      <source>At OTO</source>
      <translation>لدى OTO</translation>
    </message>
    <message>
      <source>OTO confirmed it. From here OTO finds the courier.</source>
      <translation>أكدت OTO استلام الطلب، وتتولى من هنا تعيين المندوب.</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>مستبعد</translation>
    </message>
    <message>
      <source>It is not for OTO: a person said so, or others deliver it.</source>
      <translation>لن يُرسل إلى OTO: إما لأن أحدًا استبعده أو لأن جهة أخرى توصله.</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>ملغى</translation>
    </message>
    <message>
      <source>It ended in Foodics before it was sent.</source>
      <translation>انتهى في Foodics قبل إرساله.</translation>
    </message>
    <message>
      <source>The sentence on top</source>
      <translation>العبارة أعلى النافذة</translation>
    </message>
    <message>
      <source>It says the worst true thing first. The button beside it helps.</source>
      <translation>تعرض أهم مشكلة قائمة، والزر بجانبها يساعدك على حلها.</translation>
    </message>
    <message>
      <source>Last check</source>
      <translation>آخر تحقق</translation>
    </message>
    <message>
      <source>How long ago Foodics was read well. If it grows beyond a minute, nothing new is sent.</source>
      <translation>الوقت منذ آخر قراءة ناجحة من Foodics. إذا تجاوز دقيقة فلن يُرسل أي طلب جديد.</translation>
    </message>
    <message>
      <source>No internet, Foodics or OTO down</source>
      <translation>انقطاع الإنترنت أو تعطل Foodics أو OTO</translation>
    </message>
    <message>
      <source>Orders are kept. Those not too late go when it returns.</source>
      <translation>الطلبات محفوظة، وما لم يتأخر منها يُرسل عند عودة الاتصال.</translation>
    </message>
    <message>
      <source>OTO takes no orders for longer than 5 minutes</source>
      <translation>لم تستلم OTO أي طلب أكثر من 5 دقائق</translation>
    </message>
    <message>
      <source>The window offers the delivery list (Ctrl+D): names, phones, addresses and what to collect, to be printed. What you bring yourselves and mark there does not go to OTO any more.</source>
      <translation>تعرض النافذة قائمة التوصيل (Ctrl+D): الأسماء وأرقام الجوال والعناوين والمبالغ المطلوب تحصيلها، جاهزة للطباعة. وما توصّلونه بأنفسكم وتسجّلونه فيها لن يُرسل إلى OTO.</translation>
    </message>
    <message>
      <source>An order is missing in the list</source>
      <translation>طلب لا يظهر في القائمة</translation>
    </message>
    <message>
      <source>It may still be open on a cashier's screen, or the tablet is offline. Search for it; the program says which tablets were not seen.</source>
      <translation>قد يكون مفتوحًا على شاشة الكاشير، أو أن الجهاز اللوحي غير متصل بالإنترنت. ابحث عن الطلب، وسيذكر لك البرنامج الأجهزة غير المتصلة.</translation>
    </message>
    <message>
      <source>While nothing could be sent, some orders became too late to go without being asked about: a courier may no longer be wanted. You are asked once about all of them.</source>
      <translation>أثناء توقف الإرسال تأخرت بعض الطلبات، وربما لم يعد العميل ينتظر المندوب. لذلك لا تُرسل هذه الطلبات تلقائيًا، بل يسألك البرنامج عنها كلها مرة واحدة.</translation>
    </message>
    <message>
      <source>Press Choose… beside the sentence on top.</source>
      <translation>اضغط «اختيار…» بجانب الجملة في أعلى النافذة.</translation>
    </message>
    <message>
      <source>Call the customers if you do not know whether they still wait. The list shows name and age; the order's panel in the window shows the phone.</source>
      <translation>إن لم تكن متأكدًا من أن العميل ما زال ينتظر فاتصل به. تعرض القائمة اسم العميل ومدة الانتظار، وتجد رقم جواله في تفاصيل الطلب في النافذة.</translation>
    </message>
    <message>
      <source>Send all, or only those that you tick, or none.</source>
      <translation>أرسل الكل، أو الطلبات التي تختارها فقط، أو لا ترسل أيًّا منها.</translation>
    </message>
    <message>
      <source>Which orders are asked about</source>
      <translation>ما الطلبات التي يسألك عنها البرنامج</translation>
    </message>
    <message>
      <source>Those that were Ready for longer than Settings, Sending rules, Too old after says (60 minutes at first). Younger ones go by themselves.</source>
      <translation>الطلبات التي مضى على جاهزيتها وقت أطول من المحدد في الإعدادات، قواعد الإرسال، «يُعد متأخرًا بعد» (60 دقيقة في البداية). أما الطلبات الأحدث فتُرسل تلقائيًا.</translation>
    </message>
    <message>
      <source>What you do not send</source>
      <translation>الطلبات التي لا ترسلها</translation>
    </message>
    <message>
      <source>It is skipped: no courier comes. You can undo that, also later, in the panel of the order.</source>
      <translation>تُستبعد ولا يأتي لها مندوب. ويمكنك التراجع عن ذلك فورًا، أو لاحقًا من تفاصيل الطلب.</translation>
    </message>
    <message>
      <source>If you decide later</source>
      <translation>إذا أجّلت القرار</translation>
    </message>
    <message>
      <source>Nothing is lost, and new orders go on by themselves. The orders stay under Needs you until you answer.</source>
      <translation>لا يضيع أي طلب، ويستمر إرسال الطلبات الجديدة تلقائيًا. وتبقى هذه الطلبات ضمن «يتطلب تدخلك» حتى تقرر.</translation>
    </message>
    <message>
      <source>If somebody has brought an order meanwhile</source>
      <translation>إذا وصل الطلب إلى العميل بطريقة أخرى</translation>
    </message>
    <message>
      <source>Do not tick it, or mark it in its panel as Delivered another way.</source>
      <translation>لا تختره للإرسال، أو افتح تفاصيله واضغط «تم توصيله بطريقة أخرى».</translation>
    </message>
    <message>
      <source>This PC keeps names, phones and addresses only for as long as orders need them. Nothing is sent anywhere but to OTO.</source>
      <translation>يحتفظ هذا الجهاز بالأسماء وأرقام الجوال والعناوين ما دامت الطلبات بحاجة إليها فقط، ولا يُرسل منها شيء إلى أي جهة غير OTO.</translation>
    </message>
    <message>
      <source>After an order is finished</source>
      <translation>بعد انتهاء الطلب</translation>
    </message>
    <message>
      <source>Name, phone, address, notes and the driver are erased after the days set in Settings (30 at first), also in back-ups and logs. Numbers, dishes and amounts stay, so that counts and money stay right.</source>
      <translation>يُحذف الاسم ورقم الجوال والعنوان والملاحظات وبيانات المندوب بعد عدد الأيام المحدد في الإعدادات (30 يومًا في البداية)، ومن النسخ الاحتياطية والسجلات أيضًا. وتبقى الأرقام والأصناف والمبالغ لتظل الأعداد والحسابات صحيحة.</translation>
    </message>
    <message>
      <source>Open orders</source>
      <translation>الطلبات المفتوحة</translation>
    </message>
    <message>
      <source>They are never touched. An order that is still open in Foodics keeps its customer until somebody closes it there.</source>
      <translation>لا تُمس أبدًا. والطلب الذي ما زال مفتوحًا في Foodics يحتفظ ببيانات عميله إلى أن يُغلق هناك.</translation>
    </message>
    <message>
      <source>A customer asks to be forgotten</source>
      <translation>عميل يطلب حذف بياناته</translation>
    </message>
    <message>
      <source>On the command line: oto-companion erase --phone and his number. Finished orders are erased at once, open ones when they are finished; back-ups are written anew. Ask Foodics and OTO too: they keep their own records.</source>
      <translation>من سطر الأوامر: oto-companion erase --phone ثم رقم جواله. تُحذف بياناته من الطلبات المنتهية فورًا، ومن المفتوحة عند انتهائها، وتُكتب النسخ الاحتياطية من جديد من دونها. اطلب ذلك من Foodics وOTO أيضًا، فلكل منهما سجلاته.</translation>
    </message>
    <message>
      <source>What you print or save</source>
      <translation>ما تطبعه أو تحفظه</translation>
    </message>
    <message>
      <source>Delivery lists on paper or as PDF are yours to destroy.</source>
      <translation>إتلاف قوائم التوصيل الورقية أو المحفوظة بصيغة PDF مسؤوليتك.</translation>
    </message>
    <message>
      <source>Search orders</source>
      <translation>البحث في الطلبات</translation>
    </message>
    <message>
      <source>Go to the list of orders</source>
      <translation>الانتقال إلى قائمة الطلبات</translation>
    </message>
    <message>
      <source>Go to the branches</source>
      <translation>الانتقال إلى الفروع</translation>
    </message>
    <message>
      <source>This help</source>
      <translation>هذه المساعدة</translation>
    </message>
    <message>
      <source>Pages of the help</source>
      <translation>صفحات المساعدة</translation>
    </message>
    <message>
      <source>Help page</source>
      <translation>صفحة المساعدة</translation>
    </message>
    <message>
      <source>Print this page</source>
      <translation>طباعة هذه الصفحة</translation>
    </message>
    <message>
      <source>now</source>
      <translation>الآن</translation>
    </message>
    <message numerus="yes">
      <source>%n minute(s)</source>
      <translation>
        <numerusform>%n دقيقة</numerusform>
        <numerusform>دقيقة واحدة</numerusform>
        <numerusform>دقيقتين</numerusform>
        <numerusform>%n دقائق</numerusform>
        <numerusform>%n دقيقة</numerusform>
        <numerusform>%n دقيقة</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n d</source>
      <translation>
        <numerusform>%n يوم</numerusform>
        <numerusform>يوم</numerusform>
        <numerusform>يومين</numerusform>
        <numerusform>%n أيام</numerusform>
        <numerusform>%n يومًا</numerusform>
        <numerusform>%n يوم</numerusform>
      </translation>
    </message>
    <message>
      <source>Practice: an invented restaurant. Nothing is sent to Foodics or OTO.</source>
      <translation>وضع التجربة: مطعم تجريبي، ولا يُرسل شيء إلى Foodics أو OTO.</translation>
    </message>
    <message>
      <source>OTO Companion: finishing what is on its way…</source>
      <translation>‏OTO Companion: جارٍ إتمام ما هو قيد الإرسال…</translation>
    </message>
    <message>
      <source>This PC has no keyring that can be used</source>
      <translation>لا يوجد في هذا الجهاز مخزن كلمات مرور صالح للاستخدام</translation>
    </message>
    <message>
      <source>The tokens are kept only until OTO Companion ends; then they have to be entered again. Ask IT to set up the keyring of this PC.</source>
      <translation>تُحفظ الرموز حتى إنهاء OTO Companion فقط، ثم يلزم إدخالها من جديد. اطلب من تقنية المعلومات إعداد مخزن كلمات المرور في هذا الجهاز.</translation>
    </message>
    <message>
      <source>Get it from {address}.</source>
      <translation>تجده في {address}.</translation>
    </message>
    <message>
      <source>There is a newer version: {version}.</source>
      <translation>يوجد إصدار أحدث: {version}.</translation>
    </message>
    <message>
      <source>Open the page</source>
      <translation>فتح الصفحة</translation>
    </message>
    <message>
      <source>Send it although it is not marked Ready?</source>
      <translation>إرسال الطلب رغم أنه غير معلَّم كجاهز؟</translation>
    </message>
    <message>
      <source>The courier may come before the food is ready. It is noted in the history.</source>
      <translation>قد يصل المندوب قبل أن يجهز الطعام. ويُسجَّل ذلك في سجل الأحداث.</translation>
    </message>
    <message>
      <source>Send it again as a new OTO order?</source>
      <translation>إرساله كطلب جديد في OTO؟</translation>
    </message>
    <message>
      <source>The old one at OTO stands like this: {state}. If it is still active, two couriers will come.</source>
      <translation>حالة الطلب السابق لدى OTO: {state}. إن كان ما زال قائمًا فسيأتي مندوبان.</translation>
    </message>
    <message>
      <source>Cancel it at OTO?</source>
      <translation>إلغاء الطلب لدى OTO؟</translation>
    </message>
    <message>
      <source>OTO takes the courier off it. It is cancelled once OTO confirms.</source>
      <translation>تسحب OTO المندوب من الطلب، ويصبح ملغى بعد تأكيدها.</translation>
    </message>
    <message>
      <source>Your own driver takes it?</source>
      <translation>هل سيوصله مندوب مطعمك؟</translation>
    </message>
    <message>
      <source>It stands like this at OTO: {state}. What is not over there is cancelled.</source>
      <translation>حالته لدى OTO: {state}. وإن كان ما زال قائمًا هناك فسيُطلب إلغاؤه.</translation>
    </message>
    <message>
      <source>It was delivered another way?</source>
      <translation>هل تم توصيله بطريقة أخرى؟</translation>
    </message>
    <message>
      <source>Leave it</source>
      <translation>ترك الطلب كما هو</translation>
    </message>
    <message>
      <source>Yes, cancel it at OTO</source>
      <translation>نعم، إلغاء الطلب لدى OTO</translation>
    </message>
    <message>
      <source>Your answer is remembered for this payment method.</source>
      <translation>تُحفظ إجابتك لطريقة الدفع هذه.</translation>
    </message>
    <message>
      <source>Your answer is remembered for this sender.</source>
      <translation>تُحفظ إجابتك لهذه الجهة.</translation>
    </message>
    <message>
      <source>Your answer is remembered for this address.</source>
      <translation>تُحفظ إجابتك لهذا العنوان.</translation>
    </message>
    <message>
      <source>Already paid</source>
      <translation>مدفوع مسبقًا</translation>
    </message>
    <message>
      <source>The courier collects</source>
      <translation>يحصّله المندوب</translation>
    </message>
    <message>
      <source>Not for OTO</source>
      <translation>لا يُرسل إلى OTO</translation>
    </message>
    <message>
      <source>Send such orders to OTO</source>
      <translation>إرسال هذه الطلبات إلى OTO</translation>
    </message>
    <message>
      <source>Never send them</source>
      <translation>عدم إرسالها أبدًا</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) wait for it.</source>
      <translation>
        <numerusform>لا طلبات تنتظر إجابتك.</numerusform>
        <numerusform>طلب واحد ينتظر إجابتك.</numerusform>
        <numerusform>طلبان ينتظران إجابتك.</numerusform>
        <numerusform>%n طلبات تنتظر إجابتك.</numerusform>
        <numerusform>%n طلبًا ينتظر إجابتك.</numerusform>
        <numerusform>%n طلب ينتظر إجابتك.</numerusform>
      </translation>
    </message>
    <message>
      <source>{what} {more}</source>
      <translation>‏{what} {more}</translation>
    </message>
    <message>
      <source>Use this city</source>
      <translation>اعتماد هذه المدينة</translation>
    </message>
    <message>
      <source>Our order number</source>
      <translation>رقم الطلب لدينا</translation>
    </message>
    <message>
      <source>OTO's number</source>
      <translation>رقم الطلب في OTO</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>الحالة</translation>
    </message>
    <message>
      <source>Courier</source>
      <translation>شركة التوصيل</translation>
    </message>
    <message>
      <source>Driver</source>
      <translation>المندوب</translation>
    </message>
    <message>
      <source>Driver's phone</source>
      <translation>جوال المندوب</translation>
    </message>
    <message>
      <source>Collected at</source>
      <translation>نقطة الاستلام</translation>
    </message>
    <message>
      <source>Open the tracking page</source>
      <translation>فتح صفحة التتبع</translation>
    </message>
    <message>
      <source>OTO was last asked at {time} ({ago})</source>
      <translation>آخر استعلام من OTO الساعة {time} ({ago})</translation>
    </message>
    <message>
      <source>OTO is being asked to cancel it.</source>
      <translation>يُطلب من OTO إلغاؤه.</translation>
    </message>
    <message>
      <source>OTO is being told of a change.</source>
      <translation>تُبلَّغ OTO بالتعديل.</translation>
    </message>
    <message>
      <source>{stage} ({status})</source>
      <translation>‏{stage} ({status})</translation>
    </message>
    <message>
      <source>More</source>
      <translation>المزيد</translation>
    </message>
    <message>
      <source>{method}, the courier collects</source>
      <translation>{method}، يحصّله المندوب</translation>
    </message>
    <message>
      <source>{method}, not for OTO</source>
      <translation>{method}، لا يُرسل إلى OTO</translation>
    </message>
    <message>
      <source>{method}, paid or to be collected?</source>
      <translation>{method}، مدفوع أم يُحصَّل؟</translation>
    </message>
    <message>
      <source>{number}, {state}</source>
      <translation>‏{number}، {state}</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>ملاحظات</translation>
    </message>
    <message>
      <source>If the customer calls, say</source>
      <translation>إذا اتصل العميل فقل له</translation>
    </message>
    <message>
      <source>Money</source>
      <translation>المبالغ</translation>
    </message>
    <message>
      <source>Items</source>
      <translation>الأصناف</translation>
    </message>
    <message>
      <source>{quantity} × {item}</source>
      <translation>‏{quantity} × {item}</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>الإجمالي</translation>
    </message>
    <message>
      <source>of this for delivery</source>
      <translation>منها رسوم التوصيل</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>الخصم</translation>
    </message>
    <message>
      <source>Phone number for this order</source>
      <translation>رقم الجوال لهذا الطلب</translation>
    </message>
    <message>
      <source>Address for this order</source>
      <translation>العنوان لهذا الطلب</translation>
    </message>
    <message>
      <source>City for this order</source>
      <translation>المدينة لهذا الطلب</translation>
    </message>
    <message>
      <source>Save and send</source>
      <translation>حفظ وإرسال</translation>
    </message>
    <message>
      <source>Choose the pickup location</source>
      <translation>اختيار نقطة الاستلام</translation>
    </message>
    <message>
      <source>I corrected it in Foodics</source>
      <translation>تم التصحيح في Foodics</translation>
    </message>
    <message>
      <source>Release sends this order as it is; the question stays.</source>
      <translation>باعتماد الإرسال يُرسل هذا الطلب كما هو، ويبقى السؤال قائمًا.</translation>
    </message>
    <message>
      <source>Send it, or not?</source>
      <translation>هل يُرسل الطلب؟</translation>
    </message>
    <message>
      <source>Only this one?</source>
      <translation>هذا الطلب فقط؟</translation>
    </message>
    <message>
      <source>OTO says: {words} ({code})</source>
      <translation>رسالة OTO: {words} ({code})</translation>
    </message>
    <message>
      <source>OTO refused it</source>
      <translation>رفضته OTO</translation>
    </message>
    <message>
      <source>Correct it here</source>
      <translation>التصحيح هنا</translation>
    </message>
    <message>
      <source>Or in Foodics: it then goes by itself.</source>
      <translation>أو في Foodics، ويُرسل الطلب تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO's code: {code}</source>
      <translation>رمز الخطأ من OTO: {code}</translation>
    </message>
    <message>
      <source>Order {number}</source>
      <translation>الطلب {number}</translation>
    </message>
    <message>
      <source>Choose an order to see why it is where it is.</source>
      <translation>اختر طلبًا لترى حالته وسببها.</translation>
    </message>
    <message>
      <source>Your answer is remembered.</source>
      <translation>حُفظت إجابتك.</translation>
    </message>
    <message>
      <source>Saved for this order.</source>
      <translation>حُفظ التصحيح لهذا الطلب.</translation>
    </message>
    <message>
      <source>Copy: {what}</source>
      <translation>نسخ: {what}</translation>
    </message>
    <message>
      <source>Pending in Foodics</source>
      <translation>بانتظار القبول في Foodics</translation>
    </message>
    <message>
      <source>Active in Foodics</source>
      <translation>نشط في Foodics</translation>
    </message>
    <message>
      <source>Declined in Foodics</source>
      <translation>رُفض في Foodics</translation>
    </message>
    <message>
      <source>Closed in Foodics</source>
      <translation>مغلق في Foodics</translation>
    </message>
    <message>
      <source>Returned in Foodics</source>
      <translation>مرتجع في Foodics</translation>
    </message>
    <message>
      <source>Joined in Foodics</source>
      <translation>مدموج في Foodics</translation>
    </message>
    <message>
      <source>Void in Foodics</source>
      <translation>ملغى في Foodics</translation>
    </message>
    <message>
      <source>Draft in Foodics</source>
      <translation>مسودة في Foodics</translation>
    </message>
    <message>
      <source>in the kitchen</source>
      <translation>في المطبخ</translation>
    </message>
    <message>
      <source>marked Ready</source>
      <translation>معلَّم كجاهز</translation>
    </message>
    <message>
      <source>driver assigned in Foodics</source>
      <translation>عُيّن مندوب في Foodics</translation>
    </message>
    <message>
      <source>on its way in Foodics</source>
      <translation>في الطريق بحسب Foodics</translation>
    </message>
    <message>
      <source>delivered in Foodics</source>
      <translation>تم توصيله بحسب Foodics</translation>
    </message>
    <message>
      <source>cancelled in Foodics</source>
      <translation>ملغى في Foodics</translation>
    </message>
    <message>
      <source>Not sent yet, because:</source>
      <translation>لم يُرسل بعد، والسبب:</translation>
    </message>
    <message>
      <source>Ready, goes next</source>
      <translation>جاهز، وهو التالي للإرسال</translation>
    </message>
    <message>
      <source>Being sent to OTO</source>
      <translation>جارٍ إرساله إلى OTO</translation>
    </message>
    <message>
      <source>Not known whether OTO has it; it is being looked up</source>
      <translation>لا نعلم هل وصل إلى OTO؛ جارٍ التأكد</translation>
    </message>
    <message>
      <source>Waits for your decision</source>
      <translation>بانتظار قرارك</translation>
    </message>
    <message>
      <source>Skipped, not sent to OTO, because:</source>
      <translation>مستبعد ولا يُرسل إلى OTO، والسبب:</translation>
    </message>
    <message>
      <source>Over before it was sent, because:</source>
      <translation>انتهى قبل إرساله، والسبب:</translation>
    </message>
    <message>
      <source>OTO did not take it yet; next try at {time}</source>
      <translation>لم تقبله OTO بعد؛ المحاولة التالية الساعة {time}</translation>
    </message>
    <message>
      <source>The courier collects {amount}.</source>
      <translation>يحصّل المندوب {amount}.</translation>
    </message>
    <message>
      <source>{sentence} The driver is {name}, {phone}.</source>
      <translation>{sentence} المندوب {name}، وجواله {phone}.</translation>
    </message>
    <message>
      <source>Another order, same phone, at the same time</source>
      <translation>طلب آخر بالجوال نفسه في الوقت نفسه</translation>
    </message>
    <message>
      <source>OTO did not take it yet; it is tried again by itself</source>
      <translation>لم تقبله OTO بعد؛ تُعاد المحاولة تلقائيًا</translation>
    </message>
    <message>
      <source>Paid. The courier collects nothing.</source>
      <translation>مدفوع. لا يحصّل المندوب شيئًا.</translation>
    </message>
    <message>
      <source>{sentence} You can follow it here: {link}</source>
      <translation>{sentence} يمكنك متابعته هنا: {link}</translation>
    </message>
    <message>
      <source>{sentence} The driver's phone is {phone}.</source>
      <translation>{sentence} جوال المندوب {phone}.</translation>
    </message>
    <message>
      <source>{status} · {kitchen}</source>
      <translation>‏{status} · {kitchen}</translation>
    </message>
    <message>
      <source>Another order, same phone, {time} earlier</source>
      <translation>طلب سابق بالجوال نفسه، بفارق {time}</translation>
    </message>
    <message>
      <source>Another order, same phone, {time} later</source>
      <translation>طلب لاحق بالجوال نفسه، بفارق {time}</translation>
    </message>
    <message>
      <source>Your order is being prepared.</source>
      <translation>طلبك قيد التحضير.</translation>
    </message>
    <message>
      <source>Your order is ready, and we are calling a driver.</source>
      <translation>طلبك جاهز، ونطلب له مندوبًا الآن.</translation>
    </message>
    <message>
      <source>Your order is ready, and our own driver brings it to you.</source>
      <translation>طلبك جاهز، وسيوصّله إليك مندوبنا.</translation>
    </message>
    <message>
      <source>We are looking into your order and will call you back in a few minutes.</source>
      <translation>نتابع طلبك الآن، وسنعاود الاتصال بك خلال دقائق.</translation>
    </message>
    <message>
      <source>Your order was cancelled.</source>
      <translation>أُلغي طلبك.</translation>
    </message>
    <message>
      <source>Your order was delivered.</source>
      <translation>تم توصيل طلبك.</translation>
    </message>
    <message>
      <source>Your order is ready, and a driver is coming to collect it.</source>
      <translation>طلبك جاهز، والمندوب في طريقه لاستلامه.</translation>
    </message>
    <message>
      <source>Your order is on the way to you.</source>
      <translation>طلبك في الطريق إليك.</translation>
    </message>
    <message>
      <source>Your order is ready, and we are finding a driver.</source>
      <translation>طلبك جاهز، وجارٍ تعيين مندوب له.</translation>
    </message>
    <message>
      <source>History</source>
      <translation>سجل الأحداث</translation>
    </message>
    <message numerus="yes">
      <source>Show %n earlier line(s)</source>
      <translation>
        <numerusform>لا أحداث سابقة</numerusform>
        <numerusform>عرض حدث سابق</numerusform>
        <numerusform>عرض حدثين سابقين</numerusform>
        <numerusform>عرض %n أحداث سابقة</numerusform>
        <numerusform>عرض %n حدثًا سابقًا</numerusform>
        <numerusform>عرض %n حدث سابق</numerusform>
      </translation>
    </message>
    <message>
      <source>{time}: {what}</source>
      <translation>‏{time}: {what}</translation>
    </message>
    <message>
      <source>{actor} must act · for {time}</source>
      <translation>الإجراء على {actor} · منذ {time}</translation>
    </message>
    <message>
      <source>Met: {what}</source>
      <translation>متحقق: {what}</translation>
    </message>
    <message>
      <source>Not met: {what}</source>
      <translation>غير متحقق: {what}</translation>
    </message>
    <message>
      <source>Conditions</source>
      <translation>الشروط</translation>
    </message>
    <message>
      <source>{actor} must act</source>
      <translation>الإجراء على {actor}</translation>
    </message>
    <message>
      <source>Opening the ledger…</source>
      <translation>جارٍ فتح سجل الطلبات…</translation>
    </message>
    <message>
      <source>Clear the search</source>
      <translation>مسح البحث</translation>
    </message>
    <message>
      <source>#27, phone, name, OTO id</source>
      <translation>⁦#27⁩، الجوال، الاسم، رقم OTO</translation>
    </message>
    <message>
      <source>Show all branches</source>
      <translation>عرض جميع الفروع</translation>
    </message>
    <message>
      <source>{sentence}: {number}, {state}</source>
      <translation>{sentence}: {number}، {state}</translation>
    </message>
    <message>
      <source>Say this to the customer of {number}.</source>
      <translation>قل هذا لعميل الطلب {number}.</translation>
    </message>
    <message>
      <source>Open the order</source>
      <translation>فتح الطلب</translation>
    </message>
    <message>
      <source>Branch</source>
      <translation>الفرع</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>المبلغ</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>منذ</translation>
    </message>
    <message>
      <source>State</source>
      <translation>الحالة</translation>
    </message>
    <message>
      <source>COD {amount}</source>
      <translation>عند الاستلام {amount}</translation>
    </message>
    <message>
      <source>{amount}, cash on delivery {due}</source>
      <translation>{amount}، الدفع عند الاستلام {due}</translation>
    </message>
    <message>
      <source>Order {number}, {branch}, {customer}, {amount}, {time}, {state}</source>
      <translation>الطلب {number}، {branch}، {customer}، {amount}، {time}، {state}</translation>
    </message>
    <message>
      <source>COD</source>
      <translation>عند الاستلام</translation>
    </message>
    <message>
      <source>no name</source>
      <translation>بلا اسم</translation>
    </message>
    <message>
      <source>Copy the order's number</source>
      <translation>نسخ رقم الطلب</translation>
    </message>
    <message>
      <source>Copy our number at OTO</source>
      <translation>نسخ رقمنا لدى OTO</translation>
    </message>
    <message>
      <source>Show this branch only</source>
      <translation>عرض هذا الفرع فقط</translation>
    </message>
    <message>
      <source>{till}, {branch}, not seen for {time}</source>
      <translation>{till}، {branch}، لم يتصل منذ {time}</translation>
    </message>
    <message>
      <source>{till}, not seen for {time}</source>
      <translation>{till}، لم يتصل منذ {time}</translation>
    </message>
    <message>
      <source>The last order came {time} ago.</source>
      <translation>وصل آخر طلب قبل {time}.</translation>
    </message>
    <message>
      <source>The orders are being read.</source>
      <translation>جارٍ جلب الطلبات.</translation>
    </message>
    <message>
      <source>No order found</source>
      <translation>لم نجد الطلب</translation>
    </message>
    <message>
      <source>We don't have this order from Foodics. It may be open on a cashier's screen: close it by full payment or move to another order. If it does not appear within a minute, check the tablet's internet.</source>
      <translation>لم يصلنا هذا الطلب من Foodics. قد يكون مفتوحًا على شاشة الكاشير: أغلقه بالدفع الكامل أو انتقل إلى طلب آخر. وإن لم يظهر خلال دقيقة، تأكد من اتصال الجهاز بالإنترنت.</translation>
    </message>
    <message>
      <source>No orders yet</source>
      <translation>لا طلبات بعد</translation>
    </message>
    <message>
      <source>Everything is sent.</source>
      <translation>أُرسلت جميع الطلبات.</translation>
    </message>
    <message>
      <source>Show all orders</source>
      <translation>عرض جميع الطلبات</translation>
    </message>
    <message>
      <source>Nothing needs you.</source>
      <translation>لا شيء يتطلب تدخلك.</translation>
    </message>
    <message>
      <source>No orders here</source>
      <translation>لا طلبات هنا</translation>
    </message>
    <message>
      <source>The last order came just now.</source>
      <translation>وصل آخر طلب الآن.</translation>
    </message>
    <message>
      <source>Orders</source>
      <translation>الطلبات</translation>
    </message>
    <message>
      <source>All</source>
      <translation>الكل</translation>
    </message>
    <message>
      <source>Needs you</source>
      <translation>يتطلب تدخلك</translation>
    </message>
    <message>
      <source>Finished</source>
      <translation>انتهى</translation>
    </message>
    <message>
      <source>Not sent</source>
      <translation>لم يُرسل</translation>
    </message>
    <message>
      <source>Waiting: {why}</source>
      <translation>قيد الانتظار: {why}</translation>
    </message>
    <message>
      <source>Refused by OTO: {why}</source>
      <translation>مرفوض من OTO: {why}</translation>
    </message>
    <message>
      <source>Held: {why}</source>
      <translation>بانتظار قرارك: {why}</translation>
    </message>
    <message>
      <source>Skipped: {why}</source>
      <translation>مستبعد: {why}</translation>
    </message>
    <message>
      <source>Cancelled: {why}</source>
      <translation>ملغى: {why}</translation>
    </message>
    <message>
      <source>There is a problem at OTO</source>
      <translation>مشكلة لدى OTO</translation>
    </message>
    <message>
      <source>Finding a driver</source>
      <translation>جارٍ البحث عن مندوب</translation>
    </message>
    <message>
      <source>Driver is coming</source>
      <translation>المندوب قادم إلى الفرع</translation>
    </message>
    <message>
      <source>On the way</source>
      <translation>في الطريق</translation>
    </message>
    <message>
      <source>Delivered</source>
      <translation>تم التوصيل</translation>
    </message>
    <message>
      <source>Returned</source>
      <translation>مرتجع</translation>
    </message>
    <message>
      <source>Cancelled at OTO</source>
      <translation>ملغى لدى OTO</translation>
    </message>
    <message>
      <source>Lost or damaged</source>
      <translation>مفقود أو تالف</translation>
    </message>
    <message>
      <source>Needs you: {why}</source>
      <translation>يتطلب تدخلك: {why}</translation>
    </message>
    <message>
      <source>At OTO: {stage}</source>
      <translation>لدى OTO: {stage}</translation>
    </message>
    <message>
      <source>Nothing is sent until OTO Companion is started again. Orders that become Ready meanwhile wait in Foodics.</source>
      <translation>لن يُرسل أي طلب حتى تشغّل OTO Companion مرة أخرى. وما يجهز من الطلبات خلال ذلك ينتظر في Foodics.</translation>
    </message>
    <message>
      <source>Quit and stop sending?</source>
      <translation>إنهاء البرنامج وإيقاف الإرسال؟</translation>
    </message>
    <message>
      <source>Keep sending</source>
      <translation>متابعة الإرسال</translation>
    </message>
    <message>
      <source>Pause for 15 min</source>
      <translation>إيقاف مؤقت 15 دقيقة</translation>
    </message>
    <message>
      <source>Pause until tomorrow</source>
      <translation>إيقاف مؤقت حتى الغد</translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) are on their way to OTO now.</source>
      <translation>
        <numerusform>لا طلبات قيد الإرسال إلى OTO الآن.</numerusform>
        <numerusform>طلب واحد قيد الإرسال إلى OTO الآن.</numerusform>
        <numerusform>طلبان قيد الإرسال إلى OTO الآن.</numerusform>
        <numerusform>%n طلبات قيد الإرسال إلى OTO الآن.</numerusform>
        <numerusform>%n طلبًا قيد الإرسال إلى OTO الآن.</numerusform>
        <numerusform>%n طلب قيد الإرسال إلى OTO الآن.</numerusform>
      </translation>
    </message>
    <message>
      <source>This is OTO's older interface. It shows no wallet and no list of orders: whether orders reach OTO from elsewhere too can only be seen in OTO's own window.</source>
      <translation>هذه واجهة OTO القديمة، وهي لا تعرض الرصيد ولا قائمة الطلبات. لمعرفة ما إذا كانت الطلبات تصل إلى OTO من جهة أخرى أيضًا، راجع لوحة OTO نفسها.</translation>
    </message>
    <message>
      <source>Not connected</source>
      <translation>غير مربوطة</translation>
    </message>
    <message>
      <source>Connected, not checked yet</source>
      <translation>مربوطة، ولم تُفحص بعد</translation>
    </message>
    <message>
      <source>Connected</source>
      <translation>مربوطة</translation>
    </message>
    <message>
      <source>Connected, but it cannot be reached now</source>
      <translation>مربوطة، لكن لا يمكن الوصول إليها الآن</translation>
    </message>
    <message>
      <source>It refuses the sign-in</source>
      <translation>رفضت بيانات الدخول</translation>
    </message>
    <message>
      <source>Connected, but it asks for a pause</source>
      <translation>مربوطة، لكنها تطلب الانتظار قليلًا</translation>
    </message>
    <message>
      <source>Connected, but it has trouble now</source>
      <translation>مربوطة، لكن لديها عطل الآن</translation>
    </message>
    <message>
      <source>The keyring of this PC cannot be read</source>
      <translation>تعذّرت قراءة مخزن كلمات المرور في هذا الجهاز</translation>
    </message>
    <message>
      <source>Disconnect Foodics?</source>
      <translation>فصل Foodics؟</translation>
    </message>
    <message>
      <source>Disconnect OTO?</source>
      <translation>فصل OTO؟</translation>
    </message>
    <message>
      <source>The access token is forgotten. New orders are not seen and nothing is sent until you connect again. Branches and history are kept.</source>
      <translation>سيُحذف رمز الوصول، ولن تظهر الطلبات الجديدة ولن يُرسل شيء حتى تعيد الربط. وتبقى الفروع وسجل الأحداث دون تغيير.</translation>
    </message>
    <message>
      <source>Retailer ID and Token are forgotten. Nothing is sent until you connect again. Branches and history are kept.</source>
      <translation>سيُحذف Retailer ID وToken، ولن يُرسل شيء حتى تعيد الربط. وتبقى الفروع وسجل الأحداث دون تغيير.</translation>
    </message>
    <message>
      <source>Disconnect Foodics</source>
      <translation>فصل Foodics</translation>
    </message>
    <message>
      <source>Disconnect OTO</source>
      <translation>فصل OTO</translation>
    </message>
    <message>
      <source>Foodics</source>
      <translation>Foodics</translation>
    </message>
    <message>
      <source>OTO</source>
      <translation>OTO</translation>
    </message>
    <message>
      <source>Disconnect</source>
      <translation>فصل</translation>
    </message>
    <message>
      <source>{state}: {name}</source>
      <translation>‏{state}: {name}</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>إبقاء الربط</translation>
    </message>
    <message>
      <source>Pages of the settings</source>
      <translation>صفحات الإعدادات</translation>
    </message>
    <message>
      <source>Connections</source>
      <translation>الربط</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>العملة</translation>
    </message>
    <message>
      <source>Sending rules</source>
      <translation>قواعد الإرسال</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>المظهر</translation>
    </message>
    <message>
      <source>This PC</source>
      <translation>هذا الجهاز</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>البيانات</translation>
    </message>
    <message>
      <source>When orders go</source>
      <translation>متى تُرسل الطلبات</translation>
    </message>
    <message>
      <source>When an order needs you</source>
      <translation>متى يتطلب الطلب تدخلك</translation>
    </message>
    <message>
      <source>What is written to orders</source>
      <translation>الكتابة في الطلبات</translation>
    </message>
    <message>
      <source>On this PC</source>
      <translation>على هذا الجهاز</translation>
    </message>
    <message>
      <source>How long data is kept</source>
      <translation>مدة الحفظ</translation>
    </message>
    <message>
      <source>Approval in the browser</source>
      <translation>الموافقة عبر المتصفح</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>مجلد البيانات</translation>
    </message>
    <message>
      <source>Orders, history and settings of this PC. Secrets are in the keyring, not here.</source>
      <translation>فيه الطلبات وسجل الأحداث وإعدادات هذا الجهاز. أما بيانات الدخول ففي مخزن كلمات المرور وليست هنا.</translation>
    </message>
    <message>
      <source>Copy path</source>
      <translation>نسخ المسار</translation>
    </message>
    <message>
      <source>Use default</source>
      <translation>استعادة الافتراضي</translation>
    </message>
    <message>
      <source>Use the default of {name}</source>
      <translation>استعادة القيمة الافتراضية: {name}</translation>
    </message>
    <message>
      <source>Set by IT for this PC: {path}</source>
      <translation>حدده قسم تقنية المعلومات لهذا الجهاز: {path}</translation>
    </message>
    <message>
      <source>{what}. {remedy}</source>
      <translation>‏{what}. {remedy}</translation>
    </message>
    <message>
      <source>As this PC</source>
      <translation>بحسب هذا الجهاز</translation>
    </message>
    <message>
      <source>minutes</source>
      <translation>دقيقة</translation>
    </message>
    <message>
      <source>seconds</source>
      <translation>ثانية</translation>
    </message>
    <message>
      <source>days</source>
      <translation>يوم</translation>
    </message>
    <message>
      <source>Default: {value}</source>
      <translation>الافتراضي: {value}</translation>
    </message>
    <message>
      <source>Too old after</source>
      <translation>يُعد متأخرًا بعد</translation>
    </message>
    <message>
      <source>An order that has been Ready for longer waits for your decision.</source>
      <translation>الطلب الذي تمضي على جاهزيته مدة أطول ينتظر قرارك.</translation>
    </message>
    <message>
      <source>Scheduled orders</source>
      <translation>الطلبات المجدولة</translation>
    </message>
    <message>
      <source>When a scheduled order goes: as soon as it is Ready, or not before its time.</source>
      <translation>متى يُرسل الطلب المجدول: فور جاهزيته أم عند اقتراب موعده.</translation>
    </message>
    <message>
      <source>Lead time of scheduled orders</source>
      <translation>مهلة إرسال الطلبات المجدولة</translation>
    </message>
    <message>
      <source>How long before its time an order goes. Counts only if scheduled orders wait.</source>
      <translation>يُرسل الطلب قبل موعده بهذه المدة. ولا تُطبَّق إلا إذا كانت الطلبات المجدولة تنتظر موعدها.</translation>
    </message>
    <message>
      <source>Keep back</source>
      <translation>مهلة قبل الإرسال</translation>
    </message>
    <message>
      <source>How long a Ready order is kept back before it is sent.</source>
      <translation>المدة التي ينتظرها الطلب الجاهز قبل إرساله.</translation>
    </message>
    <message>
      <source>Only with this tag</source>
      <translation>بهذا الوسم فقط</translation>
    </message>
    <message>
      <source>Only orders that carry this Foodics tag are sent. Empty: all orders.</source>
      <translation>لا تُرسل إلا الطلبات التي عليها هذا الوسم في Foodics. اتركه فارغًا لإرسال جميع الطلبات.</translation>
    </message>
    <message>
      <source>The kitchen's Done counts as Ready</source>
      <translation>احتساب Done في المطبخ كجاهز</translation>
    </message>
    <message>
      <source>An order goes when the kitchen is done, even if Ready was not pressed.</source>
      <translation>يُرسل الطلب عندما ينهيه المطبخ، حتى لو لم يُضغط Mark Ready.</translation>
    </message>
    <message>
      <source>Language for OTO and the courier</source>
      <translation>لغة الكتابة إلى OTO والمندوب</translation>
    </message>
    <message>
      <source>Notes, and the name of a customer who has none, are written in it.</source>
      <translation>تُكتب بها الملاحظات، والاسم البديل للعميل الذي بلا اسم.</translation>
    </message>
    <message>
      <source>Not accepted by the cashier</source>
      <translation>لم يقبله الكاشير</translation>
    </message>
    <message>
      <source>An order that is not accepted for this long needs you. 0: at once.</source>
      <translation>الطلب الذي لم يُقبل يتطلب تدخلك بعد هذه المدة. القيمة 0 تعني فورًا.</translation>
    </message>
    <message>
      <source>Closed but never Ready</source>
      <translation>مغلق ولم يُعلَّم كجاهز</translation>
    </message>
    <message>
      <source>A closed order that is not Ready for this long needs you. 0: at once.</source>
      <translation>الطلب المغلق الذي لم يُعلَّم كجاهز يتطلب تدخلك بعد هذه المدة. القيمة 0 تعني فورًا.</translation>
    </message>
    <message>
      <source>In the kitchen</source>
      <translation>في المطبخ</translation>
    </message>
    <message>
      <source>An order in the kitchen that is not Ready for this long needs you. 0: at once.</source>
      <translation>الطلب الذي في المطبخ ولم يجهز يتطلب تدخلك بعد هذه المدة. القيمة 0 تعني فورًا.</translation>
    </message>
    <message>
      <source>Sent, without an answer</source>
      <translation>أُرسل ولم يصل رد</translation>
    </message>
    <message>
      <source>A sending whose outcome is not known for this long needs you. 0: at once.</source>
      <translation>الطلب الذي لا نعلم هل وصل إلى OTO يتطلب تدخلك بعد هذه المدة. القيمة 0 تعني فورًا.</translation>
    </message>
    <message>
      <source>At OTO without a driver</source>
      <translation>لدى OTO بلا مندوب</translation>
    </message>
    <message>
      <source>An order without a driver for this long needs you.</source>
      <translation>الطلب الذي لم يُعيَّن له مندوب يتطلب تدخلك بعد هذه المدة.</translation>
    </message>
    <message>
      <source>Low credit at OTO</source>
      <translation>رصيد OTO المنخفض</translation>
    </message>
    <message>
      <source>You are warned when the wallet at OTO falls below this amount. 0: never.</source>
      <translation>ننبّهك عندما ينخفض الرصيد لدى OTO عن هذا المبلغ. 0: دون تنبيه.</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>اللغة</translation>
    </message>
    <message>
      <source>The language of this window.</source>
      <translation>لغة هذه النافذة.</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>الألوان</translation>
    </message>
    <message>
      <source>Light or dark.</source>
      <translation>فاتحة أو داكنة.</translation>
    </message>
    <message>
      <source>Digits</source>
      <translation>الأرقام</translation>
    </message>
    <message>
      <source>How numbers are written in the Arabic window.</source>
      <translation>طريقة كتابة الأرقام عندما تكون النافذة بالعربية.</translation>
    </message>
    <message>
      <source>Keep finished orders</source>
      <translation>الاحتفاظ بالطلبات المنتهية</translation>
    </message>
    <message>
      <source>Finished orders and their customers are deleted from this PC after this time.</source>
      <translation>بعد هذه المدة تُحذف الطلبات المنتهية وبيانات عملائها من هذا الجهاز.</translation>
    </message>
    <message>
      <source>Start at sign-in</source>
      <translation>التشغيل عند تسجيل الدخول</translation>
    </message>
    <message>
      <source>OTO Companion opens when you sign in to this PC, and again if it crashes.</source>
      <translation>يُفتح OTO Companion عند تسجيل دخولك إلى هذا الجهاز، ويُعاد تشغيله إذا توقف فجأة.</translation>
    </message>
    <message>
      <source>Keep this PC awake</source>
      <translation>منع هذا الجهاز من السكون</translation>
    </message>
    <message>
      <source>While a branch is active this PC does not fall asleep by itself; its screen may.</source>
      <translation>ما دام أحد الفروع نشطًا لا يدخل هذا الجهاز في وضع السكون من تلقاء نفسه، أما الشاشة فقد تنطفئ.</translation>
    </message>
    <message>
      <source>Proxy</source>
      <translation>الخادم الوكيل (Proxy)</translation>
    </message>
    <message>
      <source>The way to Foodics and OTO: system (as this PC), none, or an address such as http://proxy.example:3128.</source>
      <translation>الطريق إلى Foodics وOTO: system (كما في هذا الجهاز)، أو none (بلا وكيل)، أو عنوان مثل http://proxy.example:3128.</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>السجل</translation>
    </message>
    <message>
      <source>How much is written to the log. More helps support to find a fault.</source>
      <translation>مقدار ما يُكتب في السجل. كلما زاد سهُل على الدعم الفني العثور على الخلل.</translation>
    </message>
    <message>
      <source>Notice of newer versions</source>
      <translation>التنبيه إلى الإصدارات الجديدة</translation>
    </message>
    <message>
      <source>Where it is looked once a day whether there is a newer version. Nothing is downloaded or installed. Empty: never.</source>
      <translation>العنوان الذي يُبحث فيه مرة كل يوم عن إصدار أحدث. لا يُنزَّل شيء ولا يُثبَّت. إن تُرك فارغًا فلا بحث.</translation>
    </message>
    <message>
      <source>Foodics app id</source>
      <translation>معرّف التطبيق في Foodics</translation>
    </message>
    <message>
      <source>Given by Foodics to approve in the browser. Empty: paste an access token.</source>
      <translation>تزوّدك به Foodics للموافقة عبر المتصفح. إن تركته فارغًا فالصق رمز الوصول.</translation>
    </message>
    <message>
      <source>Redirect address of the app</source>
      <translation>عنوان العودة الخاص بالتطبيق</translation>
    </message>
    <message>
      <source>The address that Foodics registered for the app id: the browser returns to it.</source>
      <translation>العنوان المسجل لدى Foodics لمعرّف التطبيق، وإليه يعود المتصفح.</translation>
    </message>
    <message>
      <source>As soon as they are Ready</source>
      <translation>فور جاهزيتها</translation>
    </message>
    <message>
      <source>Not before their time</source>
      <translation>عند اقتراب موعدها</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>فاتح</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>داكن</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>كل شيء</translation>
    </message>
    <message>
      <source>Usual</source>
      <translation>المعتاد</translation>
    </message>
    <message>
      <source>Little</source>
      <translation>القليل</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>فارغ</translation>
    </message>
    <message numerus="yes">
      <source>%n second(s)</source>
      <translation>
        <numerusform>%n ثانية</numerusform>
        <numerusform>ثانية واحدة</numerusform>
        <numerusform>ثانيتان</numerusform>
        <numerusform>%n ثوانٍ</numerusform>
        <numerusform>%n ثانية</numerusform>
        <numerusform>%n ثانية</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n day(s)</source>
      <translation>
        <numerusform>%n يوم</numerusform>
        <numerusform>يوم واحد</numerusform>
        <numerusform>يومان</numerusform>
        <numerusform>%n أيام</numerusform>
        <numerusform>%n يومًا</numerusform>
        <numerusform>%n يوم</numerusform>
      </translation>
    </message>
    <message>
      <source>on</source>
      <translation>مفعّل</translation>
    </message>
    <message>
      <source>off</source>
      <translation>غير مفعّل</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>لم يتغير شيء.</translation>
    </message>
    <message>
      <source>Client secret</source>
      <translation>الرمز السري للتطبيق (Client secret)</translation>
    </message>
    <message>
      <source>Redirected address</source>
      <translation>عنوان الصفحة التي وصل إليها المتصفح</translation>
    </message>
    <message>
      <source>Authorize</source>
      <translation>منح الإذن</translation>
    </message>
    <message>
      <source>Foodics opens in your browser. Sign in as the owner and approve.</source>
      <translation>تُفتح صفحة Foodics في متصفحك. سجّل الدخول بحساب المالك ثم وافق.</translation>
    </message>
    <message>
      <source>Or paste an access token:</source>
      <translation>أو الصق رمز الوصول:</translation>
    </message>
    <message>
      <source>Open the page again</source>
      <translation>فتح الصفحة مرة أخرى</translation>
    </message>
    <message>
      <source>Use this address</source>
      <translation>استخدام هذا العنوان</translation>
    </message>
    <message>
      <source>Needed the first time only. Leave it empty if it was entered before.</source>
      <translation>مطلوب في المرة الأولى فقط. اتركه فارغًا إن سبق إدخاله.</translation>
    </message>
    <message>
      <source>If the browser ends on a page that cannot be shown, copy that page's address here.</source>
      <translation>إذا انتهى المتصفح إلى صفحة لا تُفتح، فانسخ عنوانها والصقه هنا.</translation>
    </message>
    <message>
      <source>Waiting for your approval in the browser…</source>
      <translation>بانتظار موافقتك في المتصفح…</translation>
    </message>
    <message>
      <source>The approval was cancelled. Nothing was changed.</source>
      <translation>أُلغيت الموافقة ولم يتغير شيء.</translation>
    </message>
    <message>
      <source>{currency} stays in force.</source>
      <translation>تبقى العملة {currency} كما هي.</translation>
    </message>
    <message>
      <source>OTO collects in {code}, Foodics counts in {own}.</source>
      <translation>تحصّل OTO المبالغ بعملة {code}، والعملة في Foodics هي {own}.</translation>
    </message>
    <message>
      <source>Amounts are never converted. Change the currency here if this is not wanted.</source>
      <translation>لا تُحوَّل المبالغ أبدًا. إن لم يكن هذا مقصودًا فغيّر العملة هنا.</translation>
    </message>
    <message>
      <source>The three letters of the currency in which OTO collects from your customers.</source>
      <translation>رمز العملة التي تحصّل بها OTO المبالغ من عملائك، من ثلاثة أحرف لاتينية.</translation>
    </message>
    <message>
      <source>Foodics counts in {own}, not in {code}.</source>
      <translation>العملة في Foodics هي {own} وليست {code}.</translation>
    </message>
    <message>
      <source>Amounts are never converted. An order of 50.00 {own} would be collected as 50.00 {code}.</source>
      <translation>لا تُحوَّل المبالغ أبدًا. فالطلب الذي قيمته 50.00 {own} سيُحصَّل 50.00 {code}.</translation>
    </message>
    <message>
      <source>A currency has three letters.</source>
      <translation>رمز العملة من ثلاثة أحرف لاتينية.</translation>
    </message>
    <message>
      <source>Choose one from the list, or type its code, such as SAR.</source>
      <translation>اختر العملة من القائمة أو اكتب رمزها، مثل SAR.</translation>
    </message>
    <message>
      <source>OTO collects in {currency}.</source>
      <translation>تحصّل OTO المبالغ بعملة {currency}.</translation>
    </message>
    <message>
      <source>Use {code}</source>
      <translation>استخدام {code}</translation>
    </message>
    <message>
      <source>Keep {own}</source>
      <translation>الإبقاء على {own}</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>لصق</translation>
    </message>
    <message>
      <source>Hide what was typed</source>
      <translation>إخفاء المكتوب</translation>
    </message>
    <message>
      <source>Show what was typed</source>
      <translation>إظهار المكتوب</translation>
    </message>
    <message>
      <source>Leave it empty for the usual address.</source>
      <translation>اتركه فارغًا لاستخدام العنوان المعتاد.</translation>
    </message>
    <message>
      <source>Other address</source>
      <translation>عنوان آخر</translation>
    </message>
    <message>
      <source>Where do I get this?</source>
      <translation>من أين أحصل عليه؟</translation>
    </message>
    <message>
      <source>Copy message</source>
      <translation>نسخ الرسالة</translation>
    </message>
    <message>
      <source>Other address: {address}</source>
      <translation>عنوان آخر: {address}</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>تم النسخ</translation>
    </message>
    <message>
      <source>Foodics e-mails the access token to the owner of the account, once the owner has allowed this program. Ask the owner whether it is already there. If not, send Foodics support this message:</source>
      <translation>ترسل Foodics رمز الوصول بالبريد الإلكتروني إلى مالك الحساب بعد أن يسمح لهذا البرنامج. اسأل المالك هل وصله الرمز، فإن لم يصله أرسل هذه الرسالة إلى الدعم الفني في Foodics:</translation>
    </message>
    <message>
      <source>Hello Foodics support,
please issue an API access token for our business, for all its branches. It is for the program OTO Companion on our own PC, which sends our delivery orders to OTO.
Scopes needed: general.read, orders.list
Scopes wanted: orders.get, tokens.limited.revoke
Please e-mail the token to the owner of the account. Thank you.</source>
      <translation>السلام عليكم، فريق الدعم في Foodics،
نأمل إصدار رمز وصول (API access token) لمنشأتنا يشمل جميع فروعها، لاستخدامه في برنامج OTO Companion على جهازنا، وهو البرنامج الذي يرسل طلبات التوصيل لدينا إلى OTO.
الصلاحيات المطلوبة (Scopes): general.read, orders.list
الصلاحيات المرغوبة (Scopes): orders.get, tokens.limited.revoke
نرجو إرسال الرمز بالبريد الإلكتروني إلى مالك الحساب. وشكرًا لكم.</translation>
    </message>
    <message>
      <source>The earlier access token stays in force.</source>
      <translation>يبقى رمز الوصول السابق ساريًا.</translation>
    </message>
    <message>
      <source>Connected to Foodics: {business}</source>
      <translation>تم الربط مع Foodics: {business}</translation>
    </message>
    <message>
      <source>Access token</source>
      <translation>رمز الوصول</translation>
    </message>
    <message>
      <source>Foodics address</source>
      <translation>عنوان Foodics</translation>
    </message>
    <message>
      <source>Nothing was saved.</source>
      <translation>لم يُحفظ شيء.</translation>
    </message>
    <message>
      <source>The access token is missing.</source>
      <translation>لم تُدخل رمز الوصول.</translation>
    </message>
    <message>
      <source>Paste it into the field above, then press Save.</source>
      <translation>الصقه في الخانة أعلاه ثم اضغط «حفظ».</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>جارٍ التحقق…</translation>
    </message>
    <message>
      <source>Checking was stopped.</source>
      <translation>أُوقف التحقق.</translation>
    </message>
    <message>
      <source>What you typed is still here.</source>
      <translation>ما كتبته ما زال هنا.</translation>
    </message>
    <message>
      <source>OTO gives out the Token in its dashboard, under Settings, API Integrations, Connect. The Retailer ID comes from OTO, together with the pair for Foodics. If you have neither, send OTO this message:</source>
      <translation>تجد Token في لوحة تحكم OTO ضمن Settings ثم API Integrations ثم Connect. أما Retailer ID فتزوّدك به OTO مع بيانات الربط الخاصة بـ Foodics. إن لم يكن لديك أي منهما فأرسل هذه الرسالة إلى OTO:</translation>
    </message>
    <message>
      <source>Hello OTO,
please send us the Retailer ID and the Token of our account, as you give them out for the Foodics integration. We want to send our delivery orders to you with the program OTO Companion.
Please also tell us the currency in which your couriers collect cash on delivery. Thank you.</source>
      <translation>السلام عليكم، فريق OTO،
نأمل تزويدنا بـ Retailer ID وToken لحسابنا، كما تصدرونهما للربط مع Foodics، إذ نرغب في إرسال طلبات التوصيل إليكم عبر برنامج OTO Companion.
ونرجو إفادتنا كذلك بالعملة التي يحصّل بها مندوبوكم مبالغ الدفع عند الاستلام. وشكرًا لكم.</translation>
    </message>
    <message>
      <source>The earlier Retailer ID and Token stay in force.</source>
      <translation>يبقى Retailer ID وToken السابقان ساريين.</translation>
    </message>
    <message>
      <source>Token accepted</source>
      <translation>قبلت OTO الرمز (Token)</translation>
    </message>
    <message>
      <source>Retailer ID and Token accepted</source>
      <translation>قبلت OTO بيانات Retailer ID وToken</translation>
    </message>
    <message>
      <source>Account: {account}. Credit at OTO: {credit}.</source>
      <translation>الحساب: {account}. الرصيد لدى OTO: {credit}.</translation>
    </message>
    <message>
      <source>Retailer ID</source>
      <translation>Retailer ID</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>Token</translation>
    </message>
    <message>
      <source>OTO address</source>
      <translation>عنوان OTO</translation>
    </message>
    <message>
      <source>Account: {account}.</source>
      <translation>الحساب: {account}.</translation>
    </message>
    <message>
      <source>Credit at OTO: {credit}.</source>
      <translation>الرصيد لدى OTO: {credit}.</translation>
    </message>
    <message>
      <source>Retailer ID and Token are both needed.</source>
      <translation>يلزم إدخال Retailer ID وToken معًا.</translation>
    </message>
    <message>
      <source>Enter both as OTO gave them, then press Save.</source>
      <translation>أدخلهما كما زوّدتك بهما OTO ثم اضغط «حفظ».</translation>
    </message>
    <message>
      <source>Set up OTO Companion</source>
      <translation>إعداد OTO Companion</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>السابق</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>التالي</translation>
    </message>
    <message>
      <source>Paste the access token of Foodics.</source>
      <translation>الصق رمز الوصول الخاص بـ Foodics.</translation>
    </message>
    <message>
      <source>Enter OTO's Retailer ID and Token.</source>
      <translation>أدخل Retailer ID وToken من OTO.</translation>
    </message>
    <message>
      <source>In which currency does OTO collect?</source>
      <translation>بأي عملة تحصّل OTO المبالغ؟</translation>
    </message>
    <message>
      <source>OTO Companion watches Foodics and sends every delivery order that is Ready to OTO, by itself. It is set up in a few minutes.</source>
      <translation>يتابع OTO Companion طلباتك في Foodics ويرسل كل طلب توصيل جاهز إلى OTO تلقائيًا. ويستغرق إعداده بضع دقائق.</translation>
    </message>
    <message>
      <source>Try it first</source>
      <translation>تجربة البرنامج أولًا</translation>
    </message>
    <message>
      <source>Practice with invented orders. Nothing reaches Foodics or OTO.</source>
      <translation>تجربة بطلبات غير حقيقية، ولا يصل شيء إلى Foodics أو OTO.</translation>
    </message>
    <message>
      <source>Branches Activation</source>
      <translation>تفعيل الفروع</translation>
    </message>
    <message>
      <source>Switch on the branches whose orders go to OTO. You can change this at any time.</source>
      <translation>فعّل الفروع التي تُرسل طلباتها إلى OTO. يمكنك تغيير ذلك في أي وقت.</translation>
    </message>
    <message>
      <source>Start sending</source>
      <translation>بدء الإرسال</translation>
    </message>
    <message>
      <source>Sending has not started.</source>
      <translation>لم يبدأ الإرسال.</translation>
    </message>
    <message>
      <source>The OTO app is switched off in the Foodics Marketplace</source>
      <translation>تطبيق OTO موقوف في متجر Foodics (Marketplace)</translation>
    </message>
    <message>
      <source>In the Foodics console: Marketplace, OTO, Disconnect. Otherwise each order reaches OTO twice, and two couriers may come.</source>
      <translation>في لوحة تحكم Foodics افتح Marketplace ثم OTO ثم Disconnect. وإلا وصل كل طلب إلى OTO مرتين، وقد يأتي مندوبان للطلب الواحد.</translation>
    </message>
    <message>
      <source>Start OTO Companion whenever I sign in to this PC</source>
      <translation>تشغيل OTO Companion كلما سجّلتُ الدخول إلى هذا الجهاز</translation>
    </message>
    <message>
      <source>Switch on at least one branch first.</source>
      <translation>فعّل فرعًا واحدًا على الأقل أولًا.</translation>
    </message>
    <message>
      <source>Tick the box above first.</source>
      <translation>ضع علامة في المربع أعلاه أولًا.</translation>
    </message>
    <message>
      <source>From then on, what becomes Ready is sent by itself.</source>
      <translation>من تلك اللحظة يُرسل كل طلب يجهز تلقائيًا.</translation>
    </message>
    <message>
      <source>{step}: done</source>
      <translation>{step}: مكتملة</translation>
    </message>
    <message>
      <source>{step}: this step</source>
      <translation>{step}: الخطوة الحالية</translation>
    </message>
    <message>
      <source>{step}: to come</source>
      <translation>{step}: خطوة قادمة</translation>
    </message>
    <message>
      <source>{field}: {old} → {new}</source>
      <translation>{field}: {old} ← {new}</translation>
    </message>
    <message>
      <source>Look at this order: {code}.</source>
      <translation>راجع هذا الطلب: {code}.</translation>
    </message>
    <message>
      <source>{what} Changed: {fields}.</source>
      <translation>{what} التغيير: {fields}.</translation>
    </message>
    <message>
      <source>This currency is not known</source>
      <translation>هذه العملة غير معروفة</translation>
    </message>
    <message>
      <source>{entered} is not a currency code. Enter the three letters of the currency in which OTO collects, such as SAR.</source>
      <translation>القيمة {entered} ليست رمز عملة. أدخل الأحرف الثلاثة لرمز العملة التي تحصّل بها OTO، مثل SAR.</translation>
    </message>
    <message>
      <source>The order book was written by a newer version of this program</source>
      <translation>سجل الطلبات من إصدار أحدث من هذا البرنامج</translation>
    </message>
    <message>
      <source>{path} has version {found}. Install the newer version again; nothing was changed.</source>
      <translation>إصدار الملف {path} هو {found}. ثبّت الإصدار الأحدث من البرنامج مرة أخرى؛ لم يتغير شيء.</translation>
    </message>
    <message>
      <source>The order book is of an older version of this program</source>
      <translation>سجل الطلبات من إصدار أقدم من هذا البرنامج</translation>
    </message>
    <message>
      <source>{path} has version {found}. Restart the program; it brings the order book up to date after a back-up.</source>
      <translation>إصدار الملف {path} هو {found}. أعد تشغيل البرنامج ليحدّث السجل بعد أخذ نسخة احتياطية منه.</translation>
    </message>
    <message>
      <source>The order book cannot be read</source>
      <translation>تعذّرت قراءة سجل الطلبات</translation>
    </message>
    <message>
      <source>{path} is damaged; nothing was changed. Ask IT to put back the newest back-up: oto-companion backups, oto-companion restore.</source>
      <translation>الملف {path} تالف، ولم يتغيّر شيء. اطلب من تقنية المعلومات استعادة أحدث نسخة احتياطية بالأمرين oto-companion backups ثم oto-companion restore.</translation>
    </message>
    <message>
      <source>There is no such back-up</source>
      <translation>لا توجد نسخة احتياطية بهذا الاسم</translation>
    </message>
    <message>
      <source>{name} is not in {path}. Nothing was changed.</source>
      <translation>لا يوجد {name} في {path}. لم يتغيّر شيء.</translation>
    </message>
    <message>
      <source>The disk of this PC is full</source>
      <translation>امتلأ القرص في هذا الجهاز</translation>
    </message>
    <message>
      <source>{free} MB are free in {path}. Free some disk space; sending goes on by itself. Until then nothing new is sent.</source>
      <translation>المساحة المتاحة في {path} هي {free} ميغابايت. أفرغ بعض المساحة ليعود الإرسال تلقائيًا، وحتى ذلك الحين لا يُرسَل أي طلب جديد.</translation>
    </message>
    <message>
      <source>The order book cannot be written</source>
      <translation>تعذّرت الكتابة في سجل الطلبات</translation>
    </message>
    <message>
      <source>{path}: {why}. Check free space and permissions of the folder, or ask IT.</source>
      <translation>الملف {path}: {why}. تأكد من المساحة المتاحة وصلاحيات المجلد، أو استعن بتقنية المعلومات.</translation>
    </message>
    <message>
      <source>The order book cannot be read now</source>
      <translation>تتعذّر قراءة سجل الطلبات الآن</translation>
    </message>
    <message>
      <source>{path}: {why}. Try again; if it stays, check the disk and the permissions of the folder, or ask IT.</source>
      <translation>الملف {path}: {why}. أعد المحاولة، وإن استمرت المشكلة فتأكد من القرص وصلاحيات المجلد، أو استعن بتقنية المعلومات.</translation>
    </message>
    <message>
      <source>The data directory cannot be written</source>
      <translation>تعذّرت الكتابة في مجلد البيانات</translation>
    </message>
    <message>
      <source>{path}: {why}. Free disk space or correct its permissions, or ask IT.</source>
      <translation>المجلد {path}: {why}. وفّر مساحة على القرص أو صحّح صلاحيات المجلد، أو استعن بتقنية المعلومات.</translation>
    </message>
    <message>
      <source>There is no such setting</source>
      <translation>لا يوجد إعداد بهذا الاسم</translation>
    </message>
    <message>
      <source>{key} is not known. Nothing was changed.</source>
      <translation>الإعداد {key} غير معروف. لم يتغير شيء.</translation>
    </message>
    <message>
      <source>The value for {key} cannot be used</source>
      <translation>لا يمكن استخدام هذه القيمة للإعداد {key}</translation>
    </message>
    <message>
      <source>The trouble: {why}. Allowed: {allowed}. Nothing was changed.</source>
      <translation>السبب: {why}. المسموح: {allowed}. لم يتغير شيء.</translation>
    </message>
    <message>
      <source>The setting {key} is ignored</source>
      <translation>الإعداد {key} لا يُطبَّق</translation>
    </message>
    <message>
      <source>The trouble: {why}. Allowed: {allowed}. Until it is corrected {default} is used.</source>
      <translation>السبب: {why}. المسموح: {allowed}. تُستخدم القيمة {default} إلى أن يُصحَّح.</translation>
    </message>
    <message>
      <source>The setting {key} does nothing</source>
      <translation>الإعداد {key} لا أثر له</translation>
    </message>
    <message>
      <source>This version has no such setting. Correct its name in the settings file or remove the line; it was left as it is.</source>
      <translation>لا يوجد هذا الإعداد في هذا الإصدار. صحّح اسمه في ملف الإعدادات أو احذف السطر، وقد تُرك في الملف كما هو.</translation>
    </message>
    <message>
      <source>The setting {key} cannot be changed on this PC</source>
      <translation>لا يمكن تغيير الإعداد {key} على هذا الجهاز</translation>
    </message>
    <message>
      <source>IT has locked it in {path}. Ask whoever looks after this PC.</source>
      <translation>ثبّته قسم تقنية المعلومات في {path}. راجع المسؤول عن هذا الجهاز.</translation>
    </message>
    <message>
      <source>What IT set for this PC cannot be read</source>
      <translation>تعذّرت قراءة ما حدده قسم تقنية المعلومات لهذا الجهاز</translation>
    </message>
    <message>
      <source>{path}: {why}. Tell whoever looks after this PC; until it is mended nothing is locked.</source>
      <translation>{path}: {why}. أبلغ المسؤول عن هذا الجهاز، ولا يُثبَّت أي إعداد حتى يُصلَح الملف.</translation>
    </message>
    <message>
      <source>The settings file cannot be read</source>
      <translation>تعذّرت قراءة ملف الإعدادات</translation>
    </message>
    <message>
      <source>{path}: {why}. Mend or remove the file. It was left as it is; until then the usual settings are used.</source>
      <translation>الملف {path}: {why}. أصلح الملف أو احذفه. تُرك كما هو، وتُستخدم الإعدادات المعتادة حتى ذلك الحين.</translation>
    </message>
    <message>
      <source>This PC has no keyring to keep secrets in</source>
      <translation>لا يوجد مخزن كلمات مرور في هذا الجهاز</translation>
    </message>
    <message>
      <source>No keyring service answers. Start the keyring service of this desktop (on Linux: Secret Service), then try again.</source>
      <translation>خدمة مخزن كلمات المرور لا تستجيب. شغّلها في هذا الجهاز (وفي Linux: ‏Secret Service)، ثم أعد المحاولة.</translation>
    </message>
    <message>
      <source>The keyring is locked</source>
      <translation>مخزن كلمات المرور في هذا الجهاز مقفل</translation>
    </message>
    <message>
      <source>Unlock the keyring of this PC (mostly with your log-in password), then try again.</source>
      <translation>افتح قفله (غالبًا بكلمة مرور الدخول إلى الجهاز)، ثم أعد المحاولة.</translation>
    </message>
    <message>
      <source>The keyring does not answer</source>
      <translation>مخزن كلمات المرور لا يستجيب</translation>
    </message>
    <message>
      <source>No answer within {seconds} s. Look for a question of the keyring on this screen and answer it, then try again.</source>
      <translation>لم يرد خلال {seconds} ث. ابحث على هذه الشاشة عن نافذة يطلب فيها كلمة المرور وأجب عنها، ثم أعد المحاولة.</translation>
    </message>
    <message>
      <source>The keyring of this PC cannot be used</source>
      <translation>لا يمكن استخدام مخزن كلمات المرور في هذا الجهاز</translation>
    </message>
    <message>
      <source>The trouble: {why}. Have IT repair it. Secrets are not kept otherwise.</source>
      <translation>السبب: {why}. اطلب من تقنية المعلومات إصلاحه، فبدونه لا تُحفظ بيانات الدخول.</translation>
    </message>
    <message>
      <source>No token was given</source>
      <translation>لم تُدخل أي رمز</translation>
    </message>
    <message>
      <source>The box is empty. Paste the token into it.</source>
      <translation>الخانة فارغة. الصق الرمز فيها.</translation>
    </message>
    <message>
      <source>The sandbox cannot start</source>
      <translation>تعذّر تشغيل البيئة التجريبية</translation>
    </message>
    <message>
      <source>A port of this PC cannot be used: {why}. Close other programs and try again.</source>
      <translation>لا يمكن استخدام أحد منافذ هذا الجهاز: {why}. أغلق البرامج الأخرى ثم أعد المحاولة.</translation>
    </message>
    <message>
      <source>The window cannot be shown</source>
      <translation>تعذّر عرض النافذة</translation>
    </message>
    <message>
      <source>The trouble: {why}. Ask IT.</source>
      <translation>السبب: {why}. استعن بتقنية المعلومات.</translation>
    </message>
    <message>
      <source>Foodics is not connected</source>
      <translation>لم تُربط Foodics بعد</translation>
    </message>
    <message>
      <source>There is no access token yet. Next step: open Settings, Foodics.</source>
      <translation>لم يُدخل رمز الوصول بعد. الخطوة التالية: افتح الإعدادات ثم Foodics.</translation>
    </message>
    <message>
      <source>OTO is not connected</source>
      <translation>لم تُربط OTO بعد</translation>
    </message>
    <message>
      <source>There is no Retailer ID and Token yet. Next step: open Settings, OTO.</source>
      <translation>لم يُدخل Retailer ID وToken بعد. الخطوة التالية: افتح الإعدادات ثم OTO.</translation>
    </message>
    <message>
      <source>The currency is not set</source>
      <translation>لم تُحدَّد العملة بعد</translation>
    </message>
    <message>
      <source>OTO has to know what it collects. Next step: open Settings, Currency.</source>
      <translation>حدّد العملة التي تحصّل بها OTO المبالغ. الخطوة التالية: افتح الإعدادات ثم العملة.</translation>
    </message>
    <message>
      <source>No branch is active</source>
      <translation>لا يوجد فرع مفعّل</translation>
    </message>
    <message>
      <source>Orders of inactive branches are not sent. Next step: switch a branch on.</source>
      <translation>لا تُرسل طلبات الفروع غير المفعّلة. الخطوة التالية: فعّل أحد الفروع.</translation>
    </message>
    <message>
      <source>Sending was not started</source>
      <translation>لم يبدأ الإرسال بعد</translation>
    </message>
    <message>
      <source>The set-up is not finished. Next step: press Start sending.</source>
      <translation>لم يكتمل الإعداد. الخطوة التالية: اضغط «بدء الإرسال».</translation>
    </message>
    <message>
      <source>There is no such branch</source>
      <translation>هذا الفرع غير موجود</translation>
    </message>
    <message>
      <source>{reference} is not a branch of this business. Choose one from the list.</source>
      <translation>لا يوجد في منشأتك فرع بالمرجع {reference}. اختر فرعًا من القائمة.</translation>
    </message>
    <message>
      <source>There is no such pickup location</source>
      <translation>نقطة الاستلام غير موجودة</translation>
    </message>
    <message>
      <source>OTO has no active pickup location {pickup}. It knows: {known}.</source>
      <translation>ليس لدى OTO نقطة استلام نشطة باسم {pickup}. الموجود لديها: {known}.</translation>
    </message>
    <message>
      <source>OTO does not know this city</source>
      <translation>لا تعرف OTO هذه المدينة</translation>
    </message>
    <message>
      <source>{city} is not in OTO's list. Choose a city from the list.</source>
      <translation>المدينة {city} ليست في قائمة OTO. اختر مدينة من القائمة.</translation>
    </message>
    <message>
      <source>There is no such order</source>
      <translation>هذا الطلب غير موجود لدينا</translation>
    </message>
    <message>
      <source>We don't have order {reference} from Foodics. It may be open on a cashier's screen: close it by full payment or move to another order. If it does not appear within a minute, check the tablet's internet.</source>
      <translation>لم يصلنا الطلب {reference} من Foodics. قد يكون مفتوحًا على شاشة الكاشير: أغلقه بالدفع الكامل أو انتقل إلى طلب آخر. وإن لم يظهر خلال دقيقة، تأكد من اتصال الجهاز بالإنترنت.</translation>
    </message>
    <message>
      <source>This cannot be done now</source>
      <translation>لا يمكن تنفيذ هذا الآن</translation>
    </message>
    <message>
      <source>“{action}” does not fit order {reference} any more; it stands like this: {state}.</source>
      <translation>لم يعد «{action}» ممكنًا للطلب {reference}؛ حالته الآن: {state}.</translation>
    </message>
    <message>
      <source>This phone number cannot be called</source>
      <translation>لا يمكن الاتصال بهذا الرقم</translation>
    </message>
    <message>
      <source>It is not a number that its country can have. Write it with country code, such as +966 and nine digits.</source>
      <translation>هذا الرقم غير صحيح في بلده. اكتبه مع مفتاح الدولة، مثل ⁦+966⁩ ثم تسعة أرقام.</translation>
    </message>
    <message>
      <source>This answer is not possible</source>
      <translation>هذه الإجابة غير ممكنة</translation>
    </message>
    <message>
      <source>{value} does not answer the question about {topic}. Possible: {possible}.</source>
      <translation>القيمة {value} ليست إجابة عن السؤال حول {topic}. الإجابات الممكنة: {possible}.</translation>
    </message>
    <message>
      <source>This is not a time</source>
      <translation>هذا ليس وقتًا صحيحًا</translation>
    </message>
    <message>
      <source>{text} is not a time of day. Write for example 20:30.</source>
      <translation>القيمة {text} ليست وقتًا من اليوم. اكتب مثلًا 20:30.</translation>
    </message>
    <message>
      <source>A pickup location or city belongs to one branch</source>
      <translation>نقطة الاستلام أو المدينة تخص فرعًا واحدًا</translation>
    </message>
    <message>
      <source>{count} branches were chosen. Choose one branch at a time.</source>
      <translation>عدد الفروع المختارة {count}. اختر فرعًا واحدًا في كل مرة.</translation>
    </message>
    <message>
      <source>OTO Companion is already running</source>
      <translation>برنامج OTO Companion يعمل بالفعل</translation>
    </message>
    <message>
      <source>Another window uses {path}. Use that one, or close it first.</source>
      <translation>هناك نافذة أخرى تستخدم {path}. استخدمها، أو أغلقها أولًا.</translation>
    </message>
    <message>
      <source>The running program does not answer</source>
      <translation>البرنامج الذي يعمل لا يستجيب</translation>
    </message>
    <message>
      <source>No answer within {seconds} s. Nothing is known to have changed; try again, or restart it.</source>
      <translation>لم يرد خلال {seconds} ث. لم يتأكد حدوث أي تغيير؛ أعد المحاولة، أو أعد تشغيل البرنامج.</translation>
    </message>
    <message>
      <source>Nothing is being sent</source>
      <translation>لا يُرسل أي طلب الآن</translation>
    </message>
    <message>
      <source>The last good look at Foodics is older than 60 s. Check the connection; it goes on by itself after the next good look.</source>
      <translation>مضى أكثر من 60 ثانية على آخر تحقق ناجح من Foodics. تأكد من الاتصال، ويُستأنف الإرسال تلقائيًا بعد التحقق الناجح التالي.</translation>
    </message>
    <message>
      <source>A branch stands still</source>
      <translation>أحد الفروع متوقف</translation>
    </message>
    <message>
      <source>OTO refused three of its orders in a row for its set-up. Check the branch's pickup location at OTO, then press Go on.</source>
      <translation>رفضت OTO ثلاثة من طلباته على التوالي بسبب إعدادات الفرع. راجع نقطة الاستلام الخاصة به لدى OTO، ثم اضغط «متابعة».</translation>
    </message>
    <message>
      <source>OTO refuses new orders for this account</source>
      <translation>لا تقبل OTO طلبات جديدة لهذا الحساب</translation>
    </message>
    <message>
      <source>OTO's answer: {answer}. Top up the wallet or check the plan at OTO; it goes on by itself.</source>
      <translation>رد OTO: {answer}. اشحن المحفظة أو راجع الباقة لدى OTO، ثم يُستأنف الإرسال تلقائيًا.</translation>
    </message>
    <message>
      <source>Something went wrong in this program</source>
      <translation>حدث خلل في هذا البرنامج</translation>
    </message>
    <message>
      <source>The trouble: {what}. Nothing is lost; send the report to support.</source>
      <translation>التفاصيل: {what}. لم يُفقد شيء؛ أرسل التقرير إلى الدعم الفني.</translation>
    </message>
    <message>
      <source>Starting at sign-in could not be changed</source>
      <translation>لم يتغيّر التشغيل عند تسجيل الدخول</translation>
    </message>
    <message>
      <source>This PC refused it: {why}. Ask IT whether programs may start at sign-in here.</source>
      <translation>رفض هذا الجهاز التغيير: {why}. اسأل تقنية المعلومات هل يُسمح هنا بتشغيل البرامج عند تسجيل الدخول.</translation>
    </message>
    <message>
      <source>These are too many orders for one file</source>
      <translation>عدد الطلبات المختارة أكبر مما يتسع له ملف واحد</translation>
    </message>
    <message>
      <source>{count} were chosen, {most} are possible. Choose those that matter.</source>
      <translation>اخترت {count}، والحد الأقصى {most}. اختر الطلبات المهمة فقط.</translation>
    </message>
    <message>
      <source>The file for support cannot be written</source>
      <translation>تعذّر حفظ ملف الدعم</translation>
    </message>
    <message>
      <source>{path}: {why}. Free some disk space on this PC, then make it again.</source>
      <translation>{path}: {why}. وفّر مساحة على قرص هذا الجهاز، ثم أنشئ الملف من جديد.</translation>
    </message>
    <message>
      <source>Sending stands still</source>
      <translation>الإرسال متوقف</translation>
    </message>
    <message>
      <source>The program has not gone on for {seconds} seconds. If it stays so, quit and start it again, and tell IT.</source>
      <translation>البرنامج متوقف عن العمل منذ {seconds} ثانية. إن بقي كذلك فأغلقه وشغّله من جديد، وأخبر تقنية المعلومات.</translation>
    </message>
    <message>
      <source>The disk of this PC does not answer</source>
      <translation>قرص هذا الجهاز لا يستجيب</translation>
    </message>
    <message>
      <source>The order book has been waiting for {seconds} seconds; nothing new is sent until the disk answers. If it stays so, restart this PC or ask IT.</source>
      <translation>ينتظر سجل الطلبات القرص منذ {seconds} ثانية، ولا يُرسل أي طلب جديد حتى يستجيب. إن بقي كذلك فأعد تشغيل الجهاز أو اسأل تقنية المعلومات.</translation>
    </message>
    <message>
      <source>Foodics is not being asked</source>
      <translation>لا يجري الاستعلام من Foodics</translation>
    </message>
    <message>
      <source>The program has not asked for {seconds} seconds and starts again by itself. If it stays so, quit and start it again, and tell IT.</source>
      <translation>لم يستعلم البرنامج منذ {seconds} ثانية، وهو يبدأ من جديد تلقائيًا. إن بقي كذلك فأغلقه وشغّله من جديد، وأخبر تقنية المعلومات.</translation>
    </message>
    <message>
      <source>{service} cannot be reached</source>
      <translation>لا يمكن الوصول إلى {service}</translation>
    </message>
    <message>
      <source>There is no connection to {host}. Check this PC's internet connection; orders are kept and go when it returns.</source>
      <translation>لا يوجد اتصال بـ {host}. تأكد من اتصال هذا الجهاز بالإنترنت؛ الطلبات محفوظة وتُرسل عند عودة الاتصال.</translation>
    </message>
    <message>
      <source>This network does not know the name {host}. Check this PC's internet connection and the address.</source>
      <translation>لم تتعرف الشبكة على العنوان {host}. تأكد من اتصال هذا الجهاز بالإنترنت ومن صحة العنوان.</translation>
    </message>
    <message>
      <source>{service} does not answer</source>
      <translation>خدمة {service} لا تستجيب</translation>
    </message>
    <message>
      <source>No answer from {host} within {seconds} s. Nothing to do if it passes; otherwise check the internet connection.</source>
      <translation>لم يرد {host} خلال {seconds} ث. إن عاد قريبًا فلا يلزم شيء، وإلا فتأكد من اتصال الإنترنت.</translation>
    </message>
    <message>
      <source>The connection to {service} is not secure</source>
      <translation>الاتصال بـ {service} غير آمن</translation>
    </message>
    <message>
      <source>The certificate of {host} was refused. Check the clock of this PC and any firewall that inspects traffic; ask IT.</source>
      <translation>رُفضت شهادة الأمان الخاصة بـ {host}. تأكد من ساعة هذا الجهاز ومن أي جدار حماية يفحص الاتصال، واستعن بتقنية المعلومات.</translation>
    </message>
    <message>
      <source>The proxy does not work</source>
      <translation>خادم البروكسي لا يعمل</translation>
    </message>
    <message>
      <source>The proxy {proxy} refused or cannot be used. Correct the proxy settings of this PC, or ask IT.</source>
      <translation>البروكسي {proxy} رفض الاتصال أو لا يمكن استخدامه. صحّح إعدادات البروكسي في هذا الجهاز، أو استعن بتقنية المعلومات.</translation>
    </message>
    <message>
      <source>{service} did not answer; something else did</source>
      <translation>الرد الذي وصل ليس من {service}</translation>
    </message>
    <message>
      <source>A web page came back instead of data. Sign in to this network in a browser, or check the address.</source>
      <translation>وصلتنا صفحة ويب بدلًا من البيانات. سجّل الدخول إلى هذه الشبكة من المتصفح، أو تأكد من العنوان.</translation>
    </message>
    <message>
      <source>{service} broke off its answer</source>
      <translation>انقطع رد {service} قبل أن يكتمل</translation>
    </message>
    <message>
      <source>The connection to {host} was lost on the way. It is tried again by itself; if it stays, check the internet connection.</source>
      <translation>انقطع الاتصال بـ {host} أثناء الرد. تُعاد المحاولة تلقائيًا، وإن تكرر ذلك فتأكد من اتصال الإنترنت.</translation>
    </message>
    <message>
      <source>The address for {service} cannot be used</source>
      <translation>لا يمكن استخدام هذا العنوان لخدمة {service}</translation>
    </message>
    <message>
      <source>It must be https, host and perhaps port, such as https://api.example.com, without a path. Plain http is for this PC only.</source>
      <translation>يجب أن يكون بصيغة https مع اسم الخادم والمنفذ إن وُجد، مثل ⁦https://api.example.com⁩، بلا مسار. ولا تُقبل http إلا لهذا الجهاز نفسه.</translation>
    </message>
    <message>
      <source>A call to another host than {service} was stopped</source>
      <translation>أُوقف اتصال بخادم غير {service}</translation>
    </message>
    <message>
      <source>The token must not leave for a strange address. This is our fault: send the report to support.</source>
      <translation>لا يجوز أن يخرج الرمز إلى عنوان غير معروف. الخلل من برنامجنا: أرسل التقرير إلى الدعم الفني.</translation>
    </message>
    <message>
      <source>Foodics refused the access token</source>
      <translation>رفضت Foodics رمز الوصول</translation>
    </message>
    <message>
      <source>It is wrong, or was revoked. Open Settings, Foodics, and paste the current token from Foodics.</source>
      <translation>الرمز غير صحيح أو أُلغي. افتح الإعدادات ثم Foodics، والصق الرمز الحالي من Foodics.</translation>
    </message>
    <message>
      <source>Foodics did not give a token</source>
      <translation>لم تُصدر Foodics رمزًا</translation>
    </message>
    <message>
      <source>It was not approved, or the approval is too old or not for this window. Start again, and approve within ten minutes.</source>
      <translation>لم تكتمل الموافقة، أو انتهت مدتها، أو ليست لهذه النافذة. ابدأ من جديد ووافق خلال عشر دقائق.</translation>
    </message>
    <message>
      <source>The token belongs to another Foodics environment</source>
      <translation>الرمز يخص بيئة أخرى من Foodics</translation>
    </message>
    <message>
      <source>{host} does not know its business. Use the production address with a production token, the sandbox address with a sandbox one.</source>
      <translation>الخادم {host} لا يعرف منشأة هذا الرمز. استخدم عنوان البيئة الفعلية مع رمزها، وعنوان البيئة التجريبية (sandbox) مع رمزها.</translation>
    </message>
    <message>
      <source>The Foodics token lacks a permission</source>
      <translation>رمز Foodics تنقصه صلاحية</translation>
    </message>
    <message>
      <source>It lacks {scope}. Ask Foodics to add it to the token, then open Settings, Foodics, and connect again.</source>
      <translation>تنقصه الصلاحية {scope}. اطلب من Foodics إضافتها إلى الرمز، ثم افتح الإعدادات ثم Foodics وأعد الربط.</translation>
    </message>
    <message>
      <source>Foodics blocks this address</source>
      <translation>تحظر Foodics عنوان هذه الشبكة</translation>
    </message>
    <message>
      <source>Its protection (Cloudflare) refused the request. Wait an hour; if it stays, ask Foodics support and IT.</source>
      <translation>رفض نظام الحماية لديها (Cloudflare) الاتصال. انتظر ساعة، وإن استمر ذلك فتواصل مع دعم Foodics وتقنية المعلومات.</translation>
    </message>
    <message>
      <source>Foodics asks for a pause</source>
      <translation>تطلب Foodics الانتظار قليلًا</translation>
    </message>
    <message>
      <source>Too many requests; {seconds} s to wait. It goes on by itself. Check that no other program uses the same token.</source>
      <translation>كثرت الاستعلامات؛ يُستأنف العمل تلقائيًا بعد {seconds} ث. تأكد من أن الرمز نفسه لا يستخدمه برنامج آخر.</translation>
    </message>
    <message>
      <source>Foodics refused our question</source>
      <translation>رفضت Foodics استعلامنا</translation>
    </message>
    <message>
      <source>It refused {what}. This is our fault: send the report to support.</source>
      <translation>رفضت {what}. الخلل من برنامجنا: أرسل التقرير إلى الدعم الفني.</translation>
    </message>
    <message>
      <source>Foodics does not know this</source>
      <translation>هذا غير موجود في Foodics</translation>
    </message>
    <message>
      <source>{what} is not there. It may have been deleted, or belong to another business.</source>
      <translation>لم نجد {what}. قد يكون محذوفًا أو تابعًا لمنشأة أخرى.</translation>
    </message>
    <message>
      <source>Foodics refused the change</source>
      <translation>رفضت Foodics التعديل</translation>
    </message>
    <message>
      <source>It refused these fields: {fields}. Nothing was changed.</source>
      <translation>رفضت هذه الخانات: {fields}. لم يتغير شيء.</translation>
    </message>
    <message>
      <source>Foodics has trouble</source>
      <translation>لدى Foodics عطل</translation>
    </message>
    <message>
      <source>It answers HTTP {status}. Nothing to do: it is tried again by itself.</source>
      <translation>ردها: ⁦HTTP {status}⁩. لا يلزمك شيء: تُعاد المحاولة تلقائيًا.</translation>
    </message>
    <message>
      <source>Foodics' answer cannot be read</source>
      <translation>تعذّرت قراءة رد Foodics</translation>
    </message>
    <message>
      <source>The trouble is in {what}. It is tried again by itself; if it stays, send the report to support.</source>
      <translation>الخلل في {what}. تُعاد المحاولة تلقائيًا، وإن استمر ذلك فأرسل التقرير إلى الدعم الفني.</translation>
    </message>
    <message>
      <source>This token belongs to another business</source>
      <translation>هذا الرمز يخص منشأة أخرى</translation>
    </message>
    <message>
      <source>The orders here belong to {mine}, the token to {other}. Use a token of {mine}, or another data directory for {other}.</source>
      <translation>الطلبات هنا تخص {mine}، أما الرمز فيخص {other}. استخدم رمز {mine}، أو مجلد بيانات آخر لـ {other}.</translation>
    </message>
    <message>
      <source>OTO refused the Retailer ID and Token</source>
      <translation>رفضت OTO بيانات Retailer ID وToken</translation>
    </message>
    <message>
      <source>They do not match, or were revoked. Ask OTO for the pair and enter both again: open Settings, OTO.</source>
      <translation>لا يتطابقان أو أُلغيا. اطلبهما من OTO وأدخلهما معًا من جديد: افتح الإعدادات ثم OTO.</translation>
    </message>
    <message>
      <source>Retailer ID and Token are both needed</source>
      <translation>يلزم إدخال Retailer ID وToken معًا</translation>
    </message>
    <message>
      <source>One of them is empty. Enter both as OTO gave them.</source>
      <translation>إحدى الخانتين فارغة. أدخلهما كما زوّدتك بهما OTO.</translation>
    </message>
    <message>
      <source>Retailer ID and Token look swapped</source>
      <translation>يبدو أن Retailer ID وToken في غير مكانيهما</translation>
    </message>
    <message>
      <source>The Retailer ID looks like a token. Exchange the two.</source>
      <translation>ما أُدخل في Retailer ID يشبه Token. بدّل بينهما.</translation>
    </message>
    <message>
      <source>OTO does not allow this</source>
      <translation>لا تسمح OTO بهذا</translation>
    </message>
    <message>
      <source>It denied {what}. Check the plan and permissions of the OTO account; the token itself is not at fault.</source>
      <translation>منعت {what}. راجع الباقة والصلاحيات في حساب OTO؛ الرمز نفسه سليم.</translation>
    </message>
    <message>
      <source>OTO refused {what}</source>
      <translation>رفضت OTO {what}</translation>
    </message>
    <message>
      <source>Its answer: {answer}. The order's history has OTO's own words.</source>
      <translation>ردها: {answer}. نص رد OTO محفوظ في سجل أحداث الطلب.</translation>
    </message>
    <message>
      <source>OTO asks for a pause</source>
      <translation>تطلب OTO الانتظار قليلًا</translation>
    </message>
    <message>
      <source>Too many requests; {seconds} s to wait. It goes on by itself.</source>
      <translation>كثرت الاستعلامات؛ يُستأنف العمل تلقائيًا بعد {seconds} ث.</translation>
    </message>
    <message>
      <source>OTO has trouble</source>
      <translation>لدى OTO عطل</translation>
    </message>
    <message>
      <source>OTO does not answer</source>
      <translation>خدمة OTO لا تستجيب</translation>
    </message>
    <message>
      <source>The trouble: {why}. Check the internet connection; orders are kept and go when OTO answers.</source>
      <translation>السبب: {why}. تأكد من اتصال الإنترنت؛ الطلبات محفوظة وتُرسل عندما تستجيب OTO.</translation>
    </message>
    <message>
      <source>OTO's answer cannot be read</source>
      <translation>تعذّرت قراءة رد OTO</translation>
    </message>
    <message>
      <source>OTO could not be checked</source>
      <translation>تعذّر التحقق من OTO</translation>
    </message>
    <message>
      <source>The cause: {cause}. Nothing was changed; try again.</source>
      <translation>السبب: {cause}. لم يتغير شيء؛ أعد المحاولة.</translation>
    </message>
    <message>
      <source>Changed in Foodics: {fields}.</source>
      <translation>تغيّر في Foodics: {fields}.</translation>
    </message>
    <message>
      <source>It could not be looked up at OTO ({code}).</source>
      <translation>تعذّر البحث عنه لدى OTO ({code}).</translation>
    </message>
    <message>
      <source>Needs you: {what}</source>
      <translation>يتطلب تدخلك: {what}</translation>
    </message>
    <message>
      <source>Trouble: {what}</source>
      <translation>مشكلة: {what}</translation>
    </message>
    <message>
      <source>The customer's data was erased.</source>
      <translation>حُذفت بيانات العميل.</translation>
    </message>
    <message>
      <source>First seen. {why}</source>
      <translation>وصل الطلب إلينا. {why}</translation>
    </message>
    <message>
      <source>First seen.</source>
      <translation>وصل الطلب إلينا.</translation>
    </message>
    <message>
      <source>{what} {why}</source>
      <translation>‏{what} {why}</translation>
    </message>
    <message>
      <source>{what} Attempt {number}.</source>
      <translation>{what} المحاولة {number}.</translation>
    </message>
    <message>
      <source>{what} OTO says: {words}</source>
      <translation>{what} رسالة OTO: {words}</translation>
    </message>
    <message>
      <source>Looked up at OTO: it is not there.</source>
      <translation>بحثنا عنه لدى OTO: غير موجود.</translation>
    </message>
    <message>
      <source>OTO: {status}</source>
      <translation>‏OTO: {status}</translation>
    </message>
    <message>
      <source>Not done at OTO yet ({why}); tried again by itself.</source>
      <translation>لم يتم لدى OTO بعد ({why})؛ تُعاد المحاولة تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO was asked.</source>
      <translation>تواصلنا مع OTO.</translation>
    </message>
    <message>
      <source>The app {id}</source>
      <translation>التطبيق {id}</translation>
    </message>
    <message>
      <source>The phone number is missing or wrong; the courier could not call. Correct it in Foodics or here; the order then goes by itself.</source>
      <translation>رقم جوال العميل ناقص أو غير صحيح، ولن يستطيع المندوب الاتصال به. صحّحه في Foodics أو هنا، ويُرسل الطلب تلقائيًا.</translation>
    </message>
    <message>
      <source>It was Ready before sending started for this branch. Undo the skip to send it.</source>
      <translation>كان الطلب جاهزًا قبل بدء الإرسال لهذا الفرع. لإرساله اضغط «إلغاء الاستبعاد».</translation>
    </message>
    <message numerus="yes">
      <source>It has been Ready for %n min. Is the customer still waiting? Release it or skip it.</source>
      <translation>
        <numerusform>الطلب جاهز منذ مدة طويلة. هل ما زال العميل ينتظره؟ اعتمد إرساله أو استبعده.</numerusform>
        <numerusform>الطلب جاهز منذ دقيقة واحدة. هل ما زال العميل ينتظره؟ اعتمد إرساله أو استبعده.</numerusform>
        <numerusform>الطلب جاهز منذ دقيقتين. هل ما زال العميل ينتظره؟ اعتمد إرساله أو استبعده.</numerusform>
        <numerusform>الطلب جاهز منذ %n دقائق. هل ما زال العميل ينتظره؟ اعتمد إرساله أو استبعده.</numerusform>
        <numerusform>الطلب جاهز منذ %n دقيقة. هل ما زال العميل ينتظره؟ اعتمد إرساله أو استبعده.</numerusform>
        <numerusform>الطلب جاهز منذ %n دقيقة. هل ما زال العميل ينتظره؟ اعتمد إرساله أو استبعده.</numerusform>
      </translation>
    </message>
    <message>
      <source>It reached Foodics long after it was opened. Release it or skip it.</source>
      <translation>وصل الطلب إلى Foodics بعد وقت طويل من فتحه. اعتمد إرساله أو استبعده.</translation>
    </message>
    <message>
      <source>Somebody else already delivers it.</source>
      <translation>جهة أخرى توصل هذا الطلب.</translation>
    </message>
    <message>
      <source>One of your own drivers is assigned to it. Undo the skip to send it to OTO after all.</source>
      <translation>عُيّن له أحد مندوبي مطعمك. لإرساله إلى OTO مع ذلك اضغط «إلغاء الاستبعاد».</translation>
    </message>
    <message>
      <source>{sender} may deliver it. Say once whether such orders go to OTO.</source>
      <translation>قد يتولى {sender} توصيله. حدّد مرة واحدة هل تُرسل مثل هذه الطلبات إلى OTO.</translation>
    </message>
    <message>
      <source>Is {name} already paid, or does the courier collect? Say once.</source>
      <translation>هل «{name}» مدفوع مسبقًا أم يحصّله المندوب؟ حدّد ذلك مرة واحدة.</translation>
    </message>
    <message>
      <source>The address says {named}, the branch is in {branch}. Which city?</source>
      <translation>العنوان يذكر «{named}» والفرع في {branch}. إلى أي مدينة يُوصَّل الطلب؟</translation>
    </message>
    <message>
      <source>It comes from another order (return or split). Release it or skip it.</source>
      <translation>هذا الطلب ناتج عن طلب آخر (إرجاع أو تقسيم). اعتمد إرساله أو استبعده.</translation>
    </message>
    <message>
      <source>It was voided in Foodics.</source>
      <translation>أُلغي الطلب في Foodics.</translation>
    </message>
    <message>
      <source>It was declined in Foodics.</source>
      <translation>رُفض الطلب في Foodics.</translation>
    </message>
    <message>
      <source>It was joined with another order.</source>
      <translation>دُمج مع طلب آخر.</translation>
    </message>
    <message>
      <source>It was returned.</source>
      <translation>أُرجع الطلب.</translation>
    </message>
    <message>
      <source>It is scheduled and goes by itself at {at}.</source>
      <translation>الطلب مجدول، ويُرسل تلقائيًا الساعة {at}.</translation>
    </message>
    <message>
      <source>Branch {branch} has no pickup location at OTO. Manager: choose one.</source>
      <translation>ليس لفرع {branch} نقطة استلام لدى OTO. على المدير اختيار واحدة.</translation>
    </message>
    <message>
      <source>The currency is not set. Manager: set it in Settings.</source>
      <translation>لم تُحدَّد العملة بعد. على المدير تحديدها في الإعدادات.</translation>
    </message>
    <message>
      <source>It is not for OTO, as answered before.</source>
      <translation>لا يُرسل إلى OTO، بحسب إجابة سابقة.</translation>
    </message>
    <message>
      <source>Its tags keep it back.</source>
      <translation>وسوم الطلب تمنع إرساله.</translation>
    </message>
    <message>
      <source>This branch asks before each order. Release it or skip it.</source>
      <translation>هذا الفرع يطلب موافقتك قبل كل طلب. اعتمد إرساله أو استبعده.</translation>
    </message>
    <message>
      <source>It is kept back until {until}.</source>
      <translation>إرساله مؤجل حتى {until}.</translation>
    </message>
    <message>
      <source>It was put on hold here. Release it to send it.</source>
      <translation>عُلّق الطلب في هذا البرنامج. لإرساله اضغط «اعتماد الإرسال».</translation>
    </message>
    <message>
      <source>It was skipped here. Undo the skip to send it.</source>
      <translation>استُبعد الطلب في هذا البرنامج. لإرساله اضغط «إلغاء الاستبعاد».</translation>
    </message>
    <message>
      <source>It is paid and closed, but never marked Ready. Cashier: send to Kitchen, then MORE, Mark Ready.</source>
      <translation>الطلب مدفوع ومغلق، لكنه لم يُعلَّم كجاهز. على الكاشير إرساله إلى المطبخ، ثم MORE ثم Mark Ready.</translation>
    </message>
    <message>
      <source>It is in the kitchen for long and not Ready. Kitchen: mark it Ready.</source>
      <translation>طال بقاء الطلب في المطبخ ولم يجهز. على المطبخ تعليمه كجاهز.</translation>
    </message>
    <message>
      <source>It is not known whether OTO has it. It is looked up by itself; do not send it by hand.</source>
      <translation>لا نعلم هل وصل الطلب إلى OTO. يتأكد البرنامج منها تلقائيًا؛ لا ترسله يدويًا.</translation>
    </message>
    <message>
      <source>OTO refused it. Open it to see what to mend.</source>
      <translation>رفضته OTO. افتح الطلب لترى ما يجب تصحيحه.</translation>
    </message>
    <message>
      <source>It waits for your decision.</source>
      <translation>الطلب بانتظار قرارك.</translation>
    </message>
    <message>
      <source>Manager</source>
      <translation>المدير</translation>
    </message>
    <message>
      <source>Cashier</source>
      <translation>الكاشير</translation>
    </message>
    <message>
      <source>Kitchen staff</source>
      <translation>المطبخ</translation>
    </message>
    <message>
      <source>IT</source>
      <translation>تقنية المعلومات</translation>
    </message>
    <message>
      <source>Goes next</source>
      <translation>التالي للإرسال</translation>
    </message>
    <message>
      <source>Being sent</source>
      <translation>جارٍ إرساله</translation>
    </message>
    <message>
      <source>Being looked up at OTO</source>
      <translation>جارٍ التأكد من OTO</translation>
    </message>
    <message>
      <source>Tried again by itself</source>
      <translation>تُعاد المحاولة تلقائيًا</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>إعادة الإرسال</translation>
    </message>
    <message>
      <source>Hold</source>
      <translation>تعليق</translation>
    </message>
    <message>
      <source>Release</source>
      <translation>اعتماد الإرسال</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>استبعاد</translation>
    </message>
    <message>
      <source>Undo skip</source>
      <translation>إلغاء الاستبعاد</translation>
    </message>
    <message>
      <source>Send anyway</source>
      <translation>إرسال رغم ذلك</translation>
    </message>
    <message>
      <source>Cancel at OTO</source>
      <translation>إلغاء لدى OTO</translation>
    </message>
    <message>
      <source>Send again as a new OTO order</source>
      <translation>إرسال كطلب جديد في OTO</translation>
    </message>
    <message>
      <source>Our driver takes it</source>
      <translation>توصيل بمندوبنا</translation>
    </message>
    <message>
      <source>Delivered another way</source>
      <translation>تم توصيله بطريقة أخرى</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>تم الاطلاع</translation>
    </message>
    <message>
      <source>Correction</source>
      <translation>تصحيح</translation>
    </message>
    <message>
      <source>The branch is active</source>
      <translation>الفرع مفعّل</translation>
    </message>
    <message>
      <source>The branch is not active. Manager: switch it on.</source>
      <translation>الفرع غير مفعّل. على المدير تفعيله.</translation>
    </message>
    <message>
      <source>It is a delivery order</source>
      <translation>طلب توصيل</translation>
    </message>
    <message>
      <source>It is not a delivery order any more.</source>
      <translation>لم يعد طلب توصيل.</translation>
    </message>
    <message>
      <source>It has a customer</source>
      <translation>فيه بيانات العميل</translation>
    </message>
    <message>
      <source>It has no customer. Cashier: add the customer to the order.</source>
      <translation>لا توجد فيه بيانات العميل. على الكاشير إضافة العميل إلى الطلب.</translation>
    </message>
    <message>
      <source>It has a delivery address</source>
      <translation>فيه عنوان التوصيل</translation>
    </message>
    <message>
      <source>It has no delivery address. Cashier: add the address to the order.</source>
      <translation>لا يوجد فيه عنوان توصيل. على الكاشير إضافة العنوان إلى الطلب.</translation>
    </message>
    <message>
      <source>It is marked Ready</source>
      <translation>معلَّم كجاهز</translation>
    </message>
    <message>
      <source>Not marked Ready. Cashier: send to Kitchen, then MORE, Mark Ready.</source>
      <translation>الطلب غير معلَّم كجاهز. على الكاشير إرساله إلى المطبخ، ثم MORE ثم Mark Ready.</translation>
    </message>
    <message>
      <source>No cashier is active on it</source>
      <translation>ليس مفتوحًا لدى أي كاشير</translation>
    </message>
    <message>
      <source>It is not accepted on the till yet. Cashier: accept it.</source>
      <translation>لم يُقبل الطلب في جهاز الكاشير بعد. على الكاشير قبوله.</translation>
    </message>
    <message>
      <source>OTO refused the phone number</source>
      <translation>رفضت OTO رقم الجوال</translation>
    </message>
    <message>
      <source>Correct it in Foodics or here; the order then goes by itself.</source>
      <translation>صحّحه في Foodics أو هنا، ويُرسل الطلب تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO does not know the city</source>
      <translation>لا تعرف OTO المدينة</translation>
    </message>
    <message>
      <source>Choose the city here, or correct the address in Foodics.</source>
      <translation>اختر المدينة هنا، أو صحّح العنوان في Foodics.</translation>
    </message>
    <message>
      <source>OTO refused the address</source>
      <translation>رفضت OTO العنوان</translation>
    </message>
    <message>
      <source>OTO refused the customer's name</source>
      <translation>رفضت OTO اسم العميل</translation>
    </message>
    <message>
      <source>Correct the name in Foodics; the order then goes by itself.</source>
      <translation>صحّح الاسم في Foodics، ويُرسل الطلب تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO refused the country</source>
      <translation>رفضت OTO الدولة</translation>
    </message>
    <message>
      <source>Check the customer's phone and address in Foodics; the order then goes by itself.</source>
      <translation>راجع جوال العميل وعنوانه في Foodics، ويُرسل الطلب تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO refused the pickup location</source>
      <translation>رفضت OTO نقطة الاستلام</translation>
    </message>
    <message>
      <source>Choose another one here, or correct it at OTO, then press Retry.</source>
      <translation>اختر نقطة أخرى هنا، أو صحّحها لدى OTO، ثم اضغط «إعادة الإرسال».</translation>
    </message>
    <message>
      <source>OTO lacks the sender's data</source>
      <translation>بيانات المرسل ناقصة لدى OTO</translation>
    </message>
    <message>
      <source>Complete the pickup location at OTO, then press Retry.</source>
      <translation>أكمل بيانات نقطة الاستلام لدى OTO، ثم اضغط «إعادة الإرسال».</translation>
    </message>
    <message>
      <source>OTO refused the items</source>
      <translation>رفضت OTO أصناف الطلب</translation>
    </message>
    <message>
      <source>Check the order's lines in Foodics, then press Retry.</source>
      <translation>راجع أصناف الطلب في Foodics، ثم اضغط «إعادة الإرسال».</translation>
    </message>
    <message>
      <source>OTO refused the national short address</source>
      <translation>رفضت OTO العنوان الوطني المختصر</translation>
    </message>
    <message>
      <source>Correct the address in Foodics or here; the order then goes by itself.</source>
      <translation>صحّح العنوان في Foodics أو هنا، ويُرسل الطلب تلقائيًا.</translation>
    </message>
    <message>
      <source>No courier of OTO takes this order</source>
      <translation>لا توجد شركة توصيل لدى OTO تقبل هذا الطلب</translation>
    </message>
    <message>
      <source>Check the couriers in your OTO account, then press Retry.</source>
      <translation>راجع شركات التوصيل في حسابك لدى OTO، ثم اضغط «إعادة الإرسال».</translation>
    </message>
    <message>
      <source>The order is at OTO, but cancelled there</source>
      <translation>الطلب موجود لدى OTO لكنه ملغى هناك</translation>
    </message>
    <message>
      <source>Send it again as a new OTO order, or skip it.</source>
      <translation>أرسله كطلب جديد في OTO، أو استبعده.</translation>
    </message>
    <message>
      <source>OTO has another order under this number</source>
      <translation>لدى OTO طلب آخر بهذا الرقم</translation>
    </message>
    <message>
      <source>Look at it at OTO; send it again as a new OTO order, or skip it.</source>
      <translation>راجعه لدى OTO، ثم أرسله كطلب جديد في OTO أو استبعده.</translation>
    </message>
    <message>
      <source>It is not known whether OTO accepted it</source>
      <translation>لا نعلم هل قبلته OTO</translation>
    </message>
    <message>
      <source>It is looked up by itself; do not send it by hand.</source>
      <translation>يتأكد البرنامج من OTO تلقائيًا؛ لا ترسله يدويًا.</translation>
    </message>
    <message>
      <source>OTO says that it has this order</source>
      <translation>تفيد OTO بأن الطلب لديها</translation>
    </message>
    <message>
      <source>It is looked up by itself.</source>
      <translation>يتأكد البرنامج من OTO تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO did not accept it</source>
      <translation>لم تقبله OTO</translation>
    </message>
    <message>
      <source>It is tried again by itself.</source>
      <translation>تُعاد المحاولة تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO refused the sign-in</source>
      <translation>رفضت OTO بيانات الدخول</translation>
    </message>
    <message>
      <source>Enter Retailer ID and Token again: open Settings, OTO.</source>
      <translation>أدخل Retailer ID وToken من جديد: افتح الإعدادات ثم OTO.</translation>
    </message>
    <message>
      <source>OTO accepts no orders from this account</source>
      <translation>لا تقبل OTO طلبات من هذا الحساب</translation>
    </message>
    <message>
      <source>Top up the wallet or check the plan at OTO; it goes on by itself.</source>
      <translation>اشحن المحفظة أو راجع الباقة لدى OTO، ثم يُستأنف الإرسال تلقائيًا.</translation>
    </message>
    <message>
      <source>OTO refused the branch's set-up</source>
      <translation>رفضت OTO إعدادات الفرع</translation>
    </message>
    <message>
      <source>Check the branch's pickup location at OTO, then press Retry.</source>
      <translation>راجع نقطة استلام الفرع لدى OTO، ثم اضغط «إعادة الإرسال».</translation>
    </message>
    <message>
      <source>OTO refused the order's data</source>
      <translation>رفضت OTO بيانات الطلب</translation>
    </message>
    <message>
      <source>Correct it in Foodics, then press Retry.</source>
      <translation>صحّحها في Foodics، ثم اضغط «إعادة الإرسال».</translation>
    </message>
    <message>
      <source>OTO did not understand the order</source>
      <translation>لم تفهم OTO الطلب</translation>
    </message>
    <message>
      <source>This is our fault: send the report to support.</source>
      <translation>الخلل من برنامجنا: أرسل التقرير إلى الدعم الفني.</translation>
    </message>
    <message>
      <source>At OTO, needs you</source>
      <translation>لدى OTO، يتطلب تدخلك</translation>
    </message>
    <message>
      <source>At OTO, finding driver</source>
      <translation>لدى OTO، جارٍ البحث عن مندوب</translation>
    </message>
    <message>
      <source>Driver coming</source>
      <translation>المندوب قادم إلى الفرع</translation>
    </message>
    <message>
      <source>{amount} was paid after the courier was told to collect. Tell the courier not to collect, or cancel at OTO.</source>
      <translation>دُفع {amount} بعد أن طُلب من المندوب تحصيله. أبلغ المندوب بعدم التحصيل، أو ألغِ الطلب لدى OTO.</translation>
    </message>
    <message>
      <source>A payment was taken back; {amount} is open and the courier does not collect it. Tell the courier, or cancel at OTO.</source>
      <translation>استُرجعت دفعة، فبقي {amount} غير مدفوع ولن يحصّله المندوب. أبلغ المندوب، أو ألغِ الطلب لدى OTO.</translation>
    </message>
    <message>
      <source>It was moved to branch {branch}; the courier comes to the old one. Cancel at OTO and send it again, or call the courier.</source>
      <translation>نُقل الطلب إلى فرع {branch}، والمندوب متجه إلى الفرع السابق. ألغِه لدى OTO وأرسله من جديد، أو اتصل بالمندوب.</translation>
    </message>
    <message>
      <source>One of your own drivers was assigned after it went to OTO; two drivers may come. Cancel at OTO, or take your driver off it.</source>
      <translation>عُيّن له أحد مندوبي مطعمك بعد إرساله إلى OTO، وقد يأتي مندوبان. ألغِه لدى OTO، أو ألغِ تعيين مندوبك.</translation>
    </message>
    <message>
      <source>Somebody else delivers it although it is at OTO; two drivers may come. Cancel at OTO if it is not needed there.</source>
      <translation>جهة أخرى توصل الطلب وهو لدى OTO أيضًا، وقد يأتي مندوبان. ألغِه لدى OTO إن لم تعد بحاجة إليه هناك.</translation>
    </message>
    <message>
      <source>It was changed in Foodics after it went to OTO, and OTO cannot take the change. Tell the courier what is new.</source>
      <translation>عُدّل الطلب في Foodics بعد إرساله، ولا يمكن لـ OTO قبول التعديل. أبلغ المندوب بالجديد.</translation>
    </message>
    <message>
      <source>{number} was voided after pick-up. OTO cannot cancel it now. Call the courier.</source>
      <translation>أُلغي الطلب {number} في Foodics بعد أن استلمه المندوب. لا يمكن إلغاؤه في OTO الآن. اتصل بالمندوب.</translation>
    </message>
    <message>
      <source>The courier has picked it up ({status}); OTO cannot cancel it now. Call the courier.</source>
      <translation>استلمه المندوب ({status})، ولا يمكن إلغاؤه في OTO الآن. اتصل بالمندوب.</translation>
    </message>
    <message>
      <source>{amount} of it was returned. Tell the courier what is not to be delivered or collected.</source>
      <translation>أُرجع من الطلب ما قيمته {amount}. أبلغ المندوب بما لا يُسلَّم ولا يُحصَّل.</translation>
    </message>
    <message>
      <source>OTO refuses to cancel it ({code}). It is asked again every minute; call OTO or the courier if it is urgent.</source>
      <translation>رفضت OTO إلغاءه ({code}). نكرر المحاولة كل دقيقة، وإن كان الأمر مستعجلًا فاتصل بـ OTO أو بالمندوب.</translation>
    </message>
    <message>
      <source>OTO has a problem with it: {status}. Look at it in your OTO account.</source>
      <translation>لدى OTO مشكلة في الطلب: {status}. راجعه في حسابك لدى OTO.</translation>
    </message>
    <message numerus="yes">
      <source>At OTO for %n min, no driver yet.</source>
      <translation>
        <numerusform>الطلب لدى OTO ولم يُعيَّن له مندوب.</numerusform>
        <numerusform>الطلب لدى OTO منذ دقيقة واحدة ولم يُعيَّن له مندوب.</numerusform>
        <numerusform>الطلب لدى OTO منذ دقيقتين ولم يُعيَّن له مندوب.</numerusform>
        <numerusform>الطلب لدى OTO منذ %n دقائق ولم يُعيَّن له مندوب.</numerusform>
        <numerusform>الطلب لدى OTO منذ %n دقيقة ولم يُعيَّن له مندوب.</numerusform>
        <numerusform>الطلب لدى OTO منذ %n دقيقة ولم يُعيَّن له مندوب.</numerusform>
      </translation>
    </message>
    <message>
      <source>OTO cancelled it: {status}. Send it again as a new OTO order, or deliver it another way.</source>
      <translation>ألغته OTO: {status}. أرسله كطلب جديد في OTO، أو وصّله بطريقة أخرى.</translation>
    </message>
    <message>
      <source>OTO sends the courier to another pickup location: {door}. Correct it at OTO, or call the courier.</source>
      <translation>ترسل OTO المندوب إلى نقطة استلام أخرى: {door}. صحّحها لدى OTO، أو اتصل بالمندوب.</translation>
    </message>
    <message>
      <source>OTO does not have it any more. Look at OTO, then send it again if needed.</source>
      <translation>لم يعد الطلب موجودًا لدى OTO. راجع حسابك لديها، ثم أرسله من جديد إن لزم.</translation>
    </message>
    <message>
      <source>OTO had it before this PC sent it: another PC is sending too. Stop one of the two.</source>
      <translation>وصل الطلب إلى OTO قبل أن يرسله هذا الجهاز: هناك جهاز آخر يرسل أيضًا. أوقف أحدهما.</translation>
    </message>
    <message>
      <source>OTO took it minutes after this PC had sent it, when it was not to go any more. Cancel it at OTO if it is not needed there.</source>
      <translation>استلمت OTO الطلب بعد دقائق من إرساله من هذا الجهاز، وكان قد تقرر ألا يُرسل. ألغه لدى OTO إن لم تكن هناك حاجة إليه.</translation>
    </message>
    <message>
      <source>OTO has it from elsewhere too, as order {other}; two couriers may come. Cancel one of the two at OTO, and see that OTO is switched off in the Foodics Marketplace.</source>
      <translation>وصل هذا الطلب إلى OTO من جهة أخرى أيضًا برقم {other}، وقد يأتي مندوبان. ألغِ أحد الطلبين في OTO، وتأكد من إيقاف تطبيق OTO في متجر Foodics.</translation>
    </message>
    <message>
      <source>At OTO, no driver yet.</source>
      <translation>الطلب لدى OTO ولم يُعيَّن له مندوب.</translation>
    </message>
    <message>
      <source>It was voided after pick-up. OTO cannot cancel it now. Call the courier.</source>
      <translation>أُلغي الطلب في Foodics بعد أن استلمه المندوب. لا يمكن إلغاؤه في OTO الآن. اتصل بالمندوب.</translation>
    </message>
    <message>
      <source>Retry was pressed.</source>
      <translation>طُلبت إعادة الإرسال.</translation>
    </message>
    <message>
      <source>It was put on hold.</source>
      <translation>عُلّق الطلب.</translation>
    </message>
    <message>
      <source>It was released.</source>
      <translation>اعتُمد إرسال الطلب.</translation>
    </message>
    <message>
      <source>It was skipped.</source>
      <translation>استُبعد الطلب.</translation>
    </message>
    <message>
      <source>The skip was undone.</source>
      <translation>أُلغي الاستبعاد.</translation>
    </message>
    <message>
      <source>It was sent anyway, without being marked Ready.</source>
      <translation>أُرسل رغم أنه غير معلَّم كجاهز.</translation>
    </message>
    <message>
      <source>Cancelling at OTO was asked for.</source>
      <translation>طُلب إلغاؤه لدى OTO.</translation>
    </message>
    <message>
      <source>It was sent again as a new OTO order.</source>
      <translation>أُرسل كطلب جديد في OTO.</translation>
    </message>
    <message>
      <source>Our driver takes it.</source>
      <translation>يوصله مندوبنا.</translation>
    </message>
    <message>
      <source>It was delivered another way.</source>
      <translation>تم توصيله بطريقة أخرى.</translation>
    </message>
    <message>
      <source>What needed a look was marked as seen.</source>
      <translation>تم الاطلاع على التنبيه.</translation>
    </message>
    <message>
      <source>Its data were corrected here.</source>
      <translation>صُحّحت بياناته من هنا.</translation>
    </message>
    <message>
      <source>It waits.</source>
      <translation>الطلب قيد الانتظار.</translation>
    </message>
    <message>
      <source>Nothing is in its way; it goes next.</source>
      <translation>اكتملت شروطه، ودوره التالي في الإرسال.</translation>
    </message>
    <message>
      <source>It is being sent to OTO.</source>
      <translation>يُرسل الآن إلى OTO.</translation>
    </message>
    <message>
      <source>It is not known whether OTO has it; it is looked up.</source>
      <translation>لا نعلم هل وصل إلى OTO؛ جارٍ التأكد منها.</translation>
    </message>
    <message>
      <source>OTO surely did not take it; it is tried again.</source>
      <translation>من المؤكد أنه لم يصل إلى OTO؛ تُعاد المحاولة.</translation>
    </message>
    <message>
      <source>OTO refused it.</source>
      <translation>رفضته OTO.</translation>
    </message>
    <message>
      <source>It waits for a decision.</source>
      <translation>بانتظار قرارك.</translation>
    </message>
    <message>
      <source>OTO has it.</source>
      <translation>استلمته OTO.</translation>
    </message>
    <message>
      <source>It is not sent to OTO.</source>
      <translation>لا يُرسل إلى OTO.</translation>
    </message>
    <message>
      <source>It was over before it was sent.</source>
      <translation>انتهى قبل إرساله.</translation>
    </message>
    <message>
      <source>OTO accepted it.</source>
      <translation>قبلته OTO.</translation>
    </message>
    <message>
      <source>OTO answered that it has it already.</source>
      <translation>أفادت OTO بأن الطلب لديها مسبقًا.</translation>
    </message>
    <message>
      <source>OTO did not take it ({code}).</source>
      <translation>لم تقبله OTO ({code}).</translation>
    </message>
    <message>
      <source>OTO's answer was lost or unclear ({code}).</source>
      <translation>رد OTO لم يصل أو لم يكن واضحًا ({code}).</translation>
    </message>
    <message>
      <source>OTO refused the sign-in ({code}).</source>
      <translation>رفضت OTO بيانات الدخول ({code}).</translation>
    </message>
    <message>
      <source>OTO takes no orders from this account ({code}).</source>
      <translation>لا تقبل OTO طلبات من هذا الحساب ({code}).</translation>
    </message>
    <message>
      <source>OTO refused the branch's set-up ({code}).</source>
      <translation>رفضت OTO إعدادات الفرع ({code}).</translation>
    </message>
    <message>
      <source>OTO refused the order's data ({code}).</source>
      <translation>رفضت OTO بيانات الطلب ({code}).</translation>
    </message>
    <message>
      <source>OTO did not understand it ({code}).</source>
      <translation>لم تفهمه OTO ({code}).</translation>
    </message>
    <message>
      <source>Looked up at OTO: it is there.</source>
      <translation>بحثنا عنه لدى OTO: موجود.</translation>
    </message>
    <message>
      <source>Looked up at OTO: it is there, but cancelled.</source>
      <translation>بحثنا عنه لدى OTO: موجود لكنه ملغى.</translation>
    </message>
    <message>
      <source>Looked up at OTO: another order has its number.</source>
      <translation>بحثنا عنه لدى OTO: رقمه لطلب آخر.</translation>
    </message>
    <message>
      <source>order type</source>
      <translation>نوع الطلب</translation>
    </message>
    <message>
      <source>status</source>
      <translation>الحالة</translation>
    </message>
    <message>
      <source>kitchen status</source>
      <translation>حالة المطبخ</translation>
    </message>
    <message>
      <source>total</source>
      <translation>الإجمالي</translation>
    </message>
    <message>
      <source>customer</source>
      <translation>العميل</translation>
    </message>
    <message>
      <source>address</source>
      <translation>العنوان</translation>
    </message>
    <message>
      <source>phone</source>
      <translation>الجوال</translation>
    </message>
    <message>
      <source>payment</source>
      <translation>الدفع</translation>
    </message>
    <message>
      <source>items</source>
      <translation>الأصناف</translation>
    </message>
    <message>
      <source>branch</source>
      <translation>الفرع</translation>
    </message>
    <message>
      <source>due time</source>
      <translation>الموعد</translation>
    </message>
    <message>
      <source>driver</source>
      <translation>المندوب</translation>
    </message>
    <message>
      <source>notes</source>
      <translation>الملاحظات</translation>
    </message>
    <message>
      <source>tags</source>
      <translation>الوسوم</translation>
    </message>
    <message>
      <source>delivery app</source>
      <translation>تطبيق التوصيل</translation>
    </message>
    <message>
      <source>source</source>
      <translation>المصدر</translation>
    </message>
    <message>
      <source>original order</source>
      <translation>الطلب الأصلي</translation>
    </message>
    <message>
      <source>return of the whole order</source>
      <translation>إرجاع الطلب كاملًا</translation>
    </message>
    <message>
      <source>return of a part</source>
      <translation>إرجاع جزء منه</translation>
    </message>
    <message>
      <source>It is active again in Foodics; it is no longer being cancelled.</source>
      <translation>عاد الطلب ساريًا في Foodics، فأوقفنا إلغاءه.</translation>
    </message>
    <message>
      <source>OTO confirmed that it is cancelled.</source>
      <translation>أكدت OTO إلغاءه.</translation>
    </message>
    <message>
      <source>OTO took the change.</source>
      <translation>قبلت OTO التعديل.</translation>
    </message>
    <message>
      <source>It was changed in Foodics after OTO had finished it.</source>
      <translation>عُدّل في Foodics بعد انتهائه لدى OTO.</translation>
    </message>
    <message>
      <source>A payment was changed in Foodics.</source>
      <translation>تغيرت دفعة في Foodics.</translation>
    </message>
    <message>
      <source>It was returned in Foodics.</source>
      <translation>أُرجع الطلب في Foodics.</translation>
    </message>
    <message>
      <source>A part of it was returned in Foodics.</source>
      <translation>أُرجع جزء منه في Foodics.</translation>
    </message>
    <message>
      <source>Foodics shows it in a way that cannot be understood; it is held.</source>
      <translation>بيانات الطلب في Foodics غير مفهومة؛ أُوقف بانتظار قرارك.</translation>
    </message>
    <message>
      <source>Foodics does not have it any more; it is held.</source>
      <translation>لم يعد الطلب موجودًا في Foodics؛ أُوقف بانتظار قرارك.</translation>
    </message>
    <message>
      <source>Branch is not active</source>
      <translation>الفرع غير مفعّل</translation>
    </message>
    <message>
      <source>Not a delivery any more</source>
      <translation>لم يعد طلب توصيل</translation>
    </message>
    <message>
      <source>No customer</source>
      <translation>بلا عميل</translation>
    </message>
    <message>
      <source>No delivery address</source>
      <translation>بلا عنوان توصيل</translation>
    </message>
    <message>
      <source>Not marked Ready</source>
      <translation>غير معلَّم كجاهز</translation>
    </message>
    <message>
      <source>Not accepted on the till</source>
      <translation>لم يقبله الكاشير</translation>
    </message>
    <message>
      <source>Ready before sending started</source>
      <translation>جهز قبل بدء الإرسال</translation>
    </message>
    <message>
      <source>Ready for too long</source>
      <translation>جاهز منذ مدة طويلة</translation>
    </message>
    <message>
      <source>Reached Foodics late</source>
      <translation>وصل إلى Foodics متأخرًا</translation>
    </message>
    <message>
      <source>Somebody else delivers it</source>
      <translation>توصله جهة أخرى</translation>
    </message>
    <message>
      <source>Your own driver is assigned</source>
      <translation>عُيّن له مندوب المطعم</translation>
    </message>
    <message>
      <source>A delivery app may deliver it</source>
      <translation>قد يوصله تطبيق توصيل</translation>
    </message>
    <message>
      <source>Paid, or to be collected?</source>
      <translation>مدفوع أم يُحصَّل؟</translation>
    </message>
    <message>
      <source>Which city?</source>
      <translation>أي مدينة؟</translation>
    </message>
    <message>
      <source>Comes from another order</source>
      <translation>ناتج عن طلب آخر</translation>
    </message>
    <message>
      <source>Voided in Foodics</source>
      <translation>أُلغي في Foodics</translation>
    </message>
    <message>
      <source>Joined with another order</source>
      <translation>دُمج مع طلب آخر</translation>
    </message>
    <message>
      <source>Scheduled</source>
      <translation>مجدول</translation>
    </message>
    <message>
      <source>No phone number</source>
      <translation>بلا رقم جوال</translation>
    </message>
    <message>
      <source>Wrong phone number</source>
      <translation>رقم جوال غير صحيح</translation>
    </message>
    <message>
      <source>No currency set</source>
      <translation>لم تُحدَّد العملة</translation>
    </message>
    <message>
      <source>Kept back for a while</source>
      <translation>مؤجل لبعض الوقت</translation>
    </message>
    <message>
      <source>Kept back by its tags</source>
      <translation>موقوف بسبب وسومه</translation>
    </message>
    <message>
      <source>Asks before sending</source>
      <translation>يلزم موافقتك قبل الإرسال</translation>
    </message>
    <message>
      <source>On hold</source>
      <translation>معلّق</translation>
    </message>
    <message>
      <source>Closed, but not marked Ready</source>
      <translation>مغلق وغير معلَّم كجاهز</translation>
    </message>
    <message>
      <source>In the kitchen for long</source>
      <translation>طال بقاؤه في المطبخ</translation>
    </message>
    <message>
      <source>Not paid any more</source>
      <translation>لم يعد مدفوعًا</translation>
    </message>
    <message>
      <source>Moved to another branch</source>
      <translation>نُقل إلى فرع آخر</translation>
    </message>
    <message>
      <source>Own driver assigned after sending</source>
      <translation>عُيّن مندوب المطعم بعد الإرسال</translation>
    </message>
    <message>
      <source>Delivered by somebody else too</source>
      <translation>توصله جهة أخرى أيضًا</translation>
    </message>
    <message>
      <source>Changed after sending</source>
      <translation>عُدّل بعد الإرسال</translation>
    </message>
    <message>
      <source>Voided after pick-up</source>
      <translation>أُلغي بعد استلام المندوب</translation>
    </message>
    <message>
      <source>Too late to cancel at OTO</source>
      <translation>فات أوان الإلغاء لدى OTO</translation>
    </message>
    <message>
      <source>A part was returned</source>
      <translation>أُرجع جزء منه</translation>
    </message>
    <message>
      <source>OTO refuses to cancel</source>
      <translation>رفضت OTO إلغاءه</translation>
    </message>
    <message>
      <source>Problem at OTO</source>
      <translation>مشكلة لدى OTO</translation>
    </message>
    <message>
      <source>No driver yet</source>
      <translation>لم يُعيَّن مندوب</translation>
    </message>
    <message>
      <source>Cancelled by OTO</source>
      <translation>ألغته OTO</translation>
    </message>
    <message>
      <source>Other pickup location at OTO</source>
      <translation>نقطة استلام أخرى لدى OTO</translation>
    </message>
    <message>
      <source>Not at OTO any more</source>
      <translation>لم يعد لدى OTO</translation>
    </message>
    <message>
      <source>Another PC is sending too</source>
      <translation>جهاز آخر يرسل أيضًا</translation>
    </message>
    <message>
      <source>Also sent from elsewhere</source>
      <translation>يُرسل من جهة أخرى أيضًا</translation>
    </message>
    <message>
      <source>Taken by OTO late</source>
      <translation>استلمته OTO متأخرًا</translation>
    </message>
    <message>
      <source>Cannot be shown</source>
      <translation>لا يمكن عرضه</translation>
    </message>
    <message>
      <source>OTO Companion starts when you sign in to this PC.</source>
      <translation>يعمل OTO Companion عند تسجيل دخولك إلى هذا الجهاز.</translation>
    </message>
    <message>
      <source>OTO Companion does not start by itself; somebody has to open it every morning.</source>
      <translation>لا يعمل OTO Companion تلقائيًا، ولا بد أن يفتحه أحد كل صباح.</translation>
    </message>
    <message>
      <source>Its start was switched off in the settings of this PC. Switch Start at sign-in off and on again here to allow it.</source>
      <translation>أُوقف تشغيله التلقائي من إعدادات هذا الجهاز. للسماح به أوقف هنا «التشغيل عند تسجيل الدخول» ثم فعّله من جديد.</translation>
    </message>
    <message>
      <source>Press Windows+R, type netplwiz and press Enter. Choose the user, untick “Users must enter a user name and password”, press OK and enter the password. If that box is missing, first switch off “Only allow Windows Hello sign-in” under Settings, Accounts, Sign-in options.</source>
      <translation>اضغط Windows+R واكتب netplwiz ثم اضغط Enter. اختر المستخدم، وأزل العلامة عن «يجب على المستخدمين إدخال اسم مستخدم وكلمة مرور»، ثم اضغط «موافق» وأدخل كلمة المرور. إن لم تجد هذا المربع فأوقف أولًا «السماح بتسجيل الدخول عبر Windows Hello فقط» من الإعدادات، ثم الحسابات، ثم خيارات تسجيل الدخول.</translation>
    </message>
    <message>
      <source>Open System Settings, Users &amp; Groups, and choose the user under “Automatically log in as”. It is not offered while FileVault is on; ask IT then.</source>
      <translation>افتح إعدادات النظام، ثم المستخدمون والمجموعات، واختر المستخدم من «تسجيل الدخول تلقائيًا باسم». لا يظهر هذا الخيار ما دام FileVault مفعّلًا، فاسأل تقنية المعلومات عندئذ.</translation>
    </message>
    <message>
      <source>Open Settings, Users, and switch on Automatic Login. The keyring then stays locked until its password is typed once, and nothing is sent before: ask IT to unlock it at sign-in.</source>
      <translation>افتح الإعدادات، ثم المستخدمون، وفعّل تسجيل الدخول التلقائي. يبقى مخزن كلمات المرور مقفلًا حتى تُكتب كلمة مروره مرة، ولا يُرسل شيء قبل ذلك: اطلب من تقنية المعلومات أن يُفتح عند تسجيل الدخول.</translation>
    </message>
    <message>
      <source>There again after a power cut</source>
      <translation>العودة إلى العمل بعد انقطاع الكهرباء</translation>
    </message>
    <message>
      <source>For that the PC has to switch itself on and sign in by itself:</source>
      <translation>لذلك يجب أن يشتغل الجهاز ويسجّل الدخول من تلقاء نفسه:</translation>
    </message>
    <message>
      <source>Ask IT to set “Restore on AC power loss: On” in the BIOS, so that it switches on.</source>
      <translation>اطلب من تقنية المعلومات ضبط الخيار “Restore on AC power loss: On” في BIOS ليشتغل الجهاز تلقائيًا.</translation>
    </message>
    <message>
      <source>Whoever stands at a PC that signs in by itself can use it: keep it in a locked room.</source>
      <translation>من يصل إلى جهاز يسجّل الدخول تلقائيًا يستطيع استخدامه: احفظه في غرفة مقفلة.</translation>
    </message>
    <message numerus="yes">
      <source>%n more time(s) in the last days.</source>
      <translation>
        <numerusform>ولا مرة أخرى في الأيام الأخيرة.</numerusform>
        <numerusform>ومرة أخرى في الأيام الأخيرة.</numerusform>
        <numerusform>ومرتين أخريين في الأيام الأخيرة.</numerusform>
        <numerusform>و%n مرات أخرى في الأيام الأخيرة.</numerusform>
        <numerusform>و%n مرة أخرى في الأيام الأخيرة.</numerusform>
        <numerusform>و%n مرة أخرى في الأيام الأخيرة.</numerusform>
      </translation>
    </message>
    <message>
      <source>{user} also has OTO Companion open on this PC, for the same restaurant</source>
      <translation>برنامج OTO Companion مفتوح أيضًا على هذا الجهاز لدى {user} وللمطعم نفسه</translation>
    </message>
    <message>
      <source>Both would send the same orders. OTO refuses each second one, but both ring and ask. Let one user run it: quit it here or there.</source>
      <translation>كلاهما يرسل الطلبات نفسها. ترفض OTO كل طلب مكرر، لكن كليهما يرنّ ويسأل. ليشغّله مستخدم واحد: أغلقه هنا أو هناك.</translation>
    </message>
    <message>
      <source>This PC slept from {began} to {ended}</source>
      <translation>كان هذا الجهاز في وضع السكون من {began} إلى {ended}</translation>
    </message>
    <message>
      <source>OTO Companion stood still from {began} to {ended}</source>
      <translation>كان OTO Companion متوقفًا من {began} إلى {ended}</translation>
    </message>
    <message>
      <source>OTO Companion ended unexpectedly at {began} and was started again</source>
      <translation>توقف OTO Companion فجأة عند {began} وشُغّل من جديد</translation>
    </message>
    <message>
      <source>This PC went off at {began}; OTO Companion runs again since {ended}</source>
      <translation>انطفأ هذا الجهاز عند {began}، وعاد OTO Companion إلى العمل عند {ended}</translation>
    </message>
    <message>
      <source>Nothing was sent meanwhile. What became Ready in that time was looked up at once.</source>
      <translation>لم يُرسل شيء في تلك المدة. وقد استُعلم فورًا عن الطلبات التي جهزت خلالها.</translation>
    </message>
    <message>
      <source>The PC was awake but did not let it work. What became Ready in that time was looked up at once. If it happens often, tell IT.</source>
      <translation>كان الجهاز مستيقظًا لكنه لم يُتح للبرنامج أن يعمل. وقد استُعلم فورًا عن الطلبات التي جهزت خلالها. إن تكرر ذلك فأخبر تقنية المعلومات.</translation>
    </message>
    <message>
      <source>What was on its way to OTO was looked up there; nothing is sent twice. If it happens often, tell IT: the notes are in the log folder.</source>
      <translation>استُعلم لدى OTO عن الطلبات التي كانت في طريقها إليها، ولا يُرسل أي طلب مرتين. إن تكرر ذلك فأخبر تقنية المعلومات: التفاصيل في مجلد السجلات.</translation>
    </message>
    <message>
      <source>After a power cut, for example. What was on its way to OTO was looked up there; nothing is sent twice.</source>
      <translation>ربما بسبب انقطاع الكهرباء. استُعلم لدى OTO عن الطلبات التي كانت في طريقها إليها، ولا يُرسل أي طلب مرتين.</translation>
    </message>
  </context>
</TS>
