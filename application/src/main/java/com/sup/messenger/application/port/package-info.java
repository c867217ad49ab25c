/// The ports: the interfaces through which the use cases reach the outside.
///
/// An adapter implements a port, and passes the port's contract in `port-contracts`. Any method may
/// throw [UnavailableException] if the dependency behind it is down.
@NullMarked
package com.sup.messenger.application.port;

import org.jspecify.annotations.NullMarked;
