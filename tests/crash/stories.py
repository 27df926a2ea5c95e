"""All stories of the crash matrix."""

from tests.crash.calls import (
    Afterwards,
    LostCall,
    LostReply,
    Sending,
    ToldAfterCall,
    ToldInCall,
    ToldInClaim,
)
from tests.crash.people import Desk, Persons, Switches
from tests.crash.story import Story

ALL: tuple[type[Story], ...] = (
    Sending,
    LostReply,
    LostCall,
    Persons,
    Afterwards,
    Switches,
    Desk,
    ToldInClaim,
    ToldInCall,
    ToldAfterCall,
)
