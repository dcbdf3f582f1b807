// empty room
