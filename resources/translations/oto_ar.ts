<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
  <context>
    <name>oto</name>
    <message>
      <source>Open OTO Companion</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Quit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Resume sending</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pause sending</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{order} needs you</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>%n order(s) need you</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Sending goes on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OTO Companion stays in the tray and keeps sending. Quit it from there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How to mark an order Ready</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>When an order goes by itself</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the words mean</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>When something is wrong</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keys</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For cashiers. OTO is told of an order only after it is marked Ready on the till.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Send the order to the kitchen first, with the button Kitchen: to the Kitchen Display or to the Kitchen Printer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>When the food is ready, open the order and press MORE, then Mark Ready.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close the order by full payment, or move to another order. As long as it is open on your screen, nobody else can see it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mark Ready does not appear? Then the order was not sent to the kitchen. Press Kitchen first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With a Kitchen Display, Bump on the screen marks the order Ready too.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An order is sent to OTO by itself when all five are true:</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its branch is switched on here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is a Delivery order.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It has a customer and a delivery address.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is marked Ready.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No cashier has it open on the screen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose an order in the list: each condition is shown with ✓ or ✗, with what to do and who has to do it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waiting</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A condition is not true yet. The order goes by itself as soon as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Queued</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It goes next; this takes seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sending</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OTO is being told at this moment.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Checking</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OTO's answer was lost. The order is looked up at OTO before anything else happens. Do not send it by hand.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OTO surely does not have it yet. It is tried again by itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Refused</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OTO said no. The order shows what to correct and where.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>On hold</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It waits for your yes. Release it, or skip it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>At OTO</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OTO confirmed it. From here OTO finds the courier.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Skipped</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is not for OTO: a person said so, or others deliver it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancelled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It ended in Foodics before it was sent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The sentence on top</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It says the worst true thing first. The button beside it helps.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last check</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How long ago Foodics was read well. If it grows beyond a minute, nothing new is sent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No internet, Foodics or OTO down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Orders are kept. Those not too late go when it returns.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An order is missing in the list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It may still be open on a cashier's screen, or the tablet is offline. Search for it; the program says which tablets were not seen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search orders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go to the list of orders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go to the branches</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This help</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Help</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pages of the help</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Help page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Print this page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>now</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>%n minute(s)</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n d</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n h</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>OTO Companion</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Practice: an invented restaurant. Nothing is sent to Foodics or OTO.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Opening the ledger…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OTO Companion: finishing what is on its way…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is sent until OTO Companion is started again. Orders that become Ready meanwhile wait in Foodics.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Quit and stop sending?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep sending</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pause for 15 min</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pause until tomorrow</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>%n order(s) are on their way to OTO now.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
        <numerusform />
      </translation>
    </message>
  </context>
</TS>
