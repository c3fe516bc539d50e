-- What the publisher and the worker call asks for the day with the rights of its owner.
REVOKE EXECUTE ON FUNCTION today() FROM twofold_publisher, twofold_worker;
