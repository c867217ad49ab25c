/// The bus that carries events between instances.
@NullMarked
package com.sup.messenger.application.port.bus;

import org.jspecify.annotations.NullMarked;
