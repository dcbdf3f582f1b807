// empty room: replaced by its first type
