/// The connections between instances that the transport needs. No use case knows them.
@NullMarked
package com.sup.messenger.application.transport;

import org.jspecify.annotations.NullMarked;
