<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>oto</name>
    <message numerus="yes">
      <source>%n order(s) need you</source>
      <translation>
        <numerusform>%n order needs you</numerusform>
        <numerusform>%n orders need you</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) were Ready before; they go only if you choose them.</source>
      <translation>
        <numerusform>%n order was Ready before; it goes only if you choose it.</numerusform>
        <numerusform>%n orders were Ready before; they go only if you choose them.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{name} is off: %n order(s) wait and are not sent.</source>
      <translation>
        <numerusform>{name} is off: %n order waits and is not sent.</numerusform>
        <numerusform>{name} is off: %n orders wait and are not sent.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Sending starts now for {name}. %n order(s) were Ready before; they go only if you choose them.</source>
      <translation>
        <numerusform>Sending starts now for {name}. %n order was Ready before; it goes only if you choose it.</numerusform>
        <numerusform>Sending starts now for {name}. %n orders were Ready before; they go only if you choose them.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) did not go: they have changed meanwhile. See the queue.</source>
      <translation>
        <numerusform>%n order did not go: it has changed meanwhile. See the queue.</numerusform>
        <numerusform>%n orders did not go: they have changed meanwhile. See the queue.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Send the chosen ones (%n)</source>
      <translation>
        <numerusform>Send the chosen one (%n)</numerusform>
        <numerusform>Send the chosen ones (%n)</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) wait</source>
      <translation>
        <numerusform>%n order waits</numerusform>
        <numerusform>%n orders wait</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ready, oldest {age}; they stay unless you choose them</source>
      <translation>
        <numerusform>%n ready, {age}; it stays unless you choose it</numerusform>
        <numerusform>%n ready, oldest {age}; they stay unless you choose them</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ready before; they stay unless you choose them</source>
      <translation>
        <numerusform>%n ready before; it stays unless you choose it</numerusform>
        <numerusform>%n ready before; they stay unless you choose them</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n thing(s) to do</source>
      <translation>
        <numerusform>%n thing to do</numerusform>
        <numerusform>%n things to do</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Were %n order(s) delivered another way?</source>
      <translation>
        <numerusform>Was this order delivered another way?</numerusform>
        <numerusform>Were these %n orders delivered another way?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) are marked as delivered another way; OTO does not get them.</source>
      <translation>
        <numerusform>1 order is marked as delivered another way; OTO does not get it.</numerusform>
        <numerusform>%n orders are marked as delivered another way; OTO does not get them.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) go to OTO again.</source>
      <translation>
        <numerusform>1 order goes to OTO again.</numerusform>
        <numerusform>%n orders go to OTO again.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>OTO has taken no orders for {time}; %n order(s) wait.</source>
      <translation>
        <numerusform>OTO has taken no orders for {time}; 1 order waits.</numerusform>
        <numerusform>OTO has taken no orders for {time}; %n orders wait.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) wait for OTO</source>
      <translation>
        <numerusform>1 order waits for OTO</numerusform>
        <numerusform>%n orders wait for OTO</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Print the chosen ones (%n)…</source>
      <translation>
        <numerusform>Print the chosen one…</numerusform>
        <numerusform>Print the chosen ones (%n)…</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n younger order(s) go by themselves.</source>
      <translation>
        <numerusform>%n younger order goes by itself.</numerusform>
        <numerusform>%n younger orders go by themselves.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Send all (%n)</source>
      <translation>
        <numerusform>Send all (%n)</numerusform>
        <numerusform>Send all (%n)</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) go to OTO.</source>
      <translation>
        <numerusform>%n order goes to OTO.</numerusform>
        <numerusform>%n orders go to OTO.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) are skipped.</source>
      <translation>
        <numerusform>%n order is skipped.</numerusform>
        <numerusform>%n orders are skipped.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Cut off for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>Cut off for {time}; %n ready order was not sent. Is the customer still waiting?</numerusform>
        <numerusform>Cut off for {time}; %n ready orders were not sent. Are the customers still waiting?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>OTO took no orders for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>OTO took no orders for {time}; %n ready order was not sent. Is the customer still waiting?</numerusform>
        <numerusform>OTO took no orders for {time}; %n ready orders were not sent. Are the customers still waiting?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>This PC or the program was off for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>This PC or the program was off for {time}; %n ready order was not sent. Is the customer still waiting?</numerusform>
        <numerusform>This PC or the program was off for {time}; %n ready orders were not sent. Are the customers still waiting?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Sending was paused for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>Sending was paused for {time}; %n ready order was not sent. Is the customer still waiting?</numerusform>
        <numerusform>Sending was paused for {time}; %n ready orders were not sent. Are the customers still waiting?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Sending stood still for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>Sending stood still for {time}; %n ready order was not sent. Is the customer still waiting?</numerusform>
        <numerusform>Sending stood still for {time}; %n ready orders were not sent. Are the customers still waiting?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{branch} was paused for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>{branch} was paused for {time}; %n ready order was not sent. Is the customer still waiting?</numerusform>
        <numerusform>{branch} was paused for {time}; %n ready orders were not sent. Are the customers still waiting?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{branch} stood still for {time}; %n ready order(s) were not sent. Are the customers still waiting?</source>
      <translation>
        <numerusform>{branch} stood still for {time}; %n ready order was not sent. Is the customer still waiting?</numerusform>
        <numerusform>{branch} stood still for {time}; %n ready orders were not sent. Are the customers still waiting?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n hours</source>
      <translation>
        <numerusform>%n hour</numerusform>
        <numerusform>%n hours</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n h</source>
      <translation>
        <numerusform>%n h</numerusform>
        <numerusform>%n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n hour(s)</source>
      <translation>
        <numerusform>%n hour</numerusform>
        <numerusform>%n hours</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n minutes</source>
      <translation>
        <numerusform>%n minute</numerusform>
        <numerusform>%n minutes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n s</source>
      <translation>
        <numerusform>%n s</numerusform>
        <numerusform>%n s</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n branch(es) stand still for their set-up.</source>
      <translation>
        <numerusform>%n branch stands still for its set-up.</numerusform>
        <numerusform>%n branches stand still for their set-up.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) of Foodics could not be understood and are not sent.</source>
      <translation>
        <numerusform>%n order of Foodics could not be understood and is not sent.</numerusform>
        <numerusform>%n orders of Foodics could not be understood and are not sent.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n branch(es) are paused by you.</source>
      <translation>
        <numerusform>%n branch is paused by you.</numerusform>
        <numerusform>%n branches are paused by you.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Orders of %n branch(es) go to OTO automatically.</source>
      <translation>
        <numerusform>Orders of %n branch go to OTO automatically.</numerusform>
        <numerusform>Orders of %n branches go to OTO automatically.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Last check %n h ago</source>
      <translation>
        <numerusform>Last check %n h ago</numerusform>
        <numerusform>Last check %n h ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Last check %n s ago</source>
      <translation>
        <numerusform>Last check %n s ago</numerusform>
        <numerusform>Last check %n s ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Last check %n min ago</source>
      <translation>
        <numerusform>Last check %n min ago</numerusform>
        <numerusform>Last check %n min ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n minute(s)</source>
      <translation>
        <numerusform>%n minute</numerusform>
        <numerusform>%n minutes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n d</source>
      <translation>
        <numerusform>%n d</numerusform>
        <numerusform>%n d</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) wait for it.</source>
      <translation>
        <numerusform>%n order waits for it.</numerusform>
        <numerusform>%n orders wait for it.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Show %n earlier line(s)</source>
      <translation>
        <numerusform>Show %n earlier line</numerusform>
        <numerusform>Show %n earlier lines</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) are on their way to OTO now.</source>
      <translation>
        <numerusform>%n order is on its way to OTO now.</numerusform>
        <numerusform>%n orders are on their way to OTO now.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n second(s)</source>
      <translation>
        <numerusform>%n second</numerusform>
        <numerusform>%n seconds</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n day(s)</source>
      <translation>
        <numerusform>%n day</numerusform>
        <numerusform>%n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>It has been Ready for %n min. Is the customer still waiting? Release it or skip it.</source>
      <translation>
        <numerusform>It has been Ready for %n min. Is the customer still waiting? Release it or skip it.</numerusform>
        <numerusform>It has been Ready for %n min. Is the customer still waiting? Release it or skip it.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>At OTO for %n min, no driver yet.</source>
      <translation>
        <numerusform>At OTO for %n min, no driver yet.</numerusform>
        <numerusform>At OTO for %n min, no driver yet.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more time(s) in the last days.</source>
      <translation>
        <numerusform>%n more time in the last days.</numerusform>
        <numerusform>%n more times in the last days.</numerusform>
      </translation>
    </message>
  </context>
</TS>
