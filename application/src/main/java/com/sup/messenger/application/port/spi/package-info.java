/// The interface of adapter modules: variables, and the adapters that a module offers.
@NullMarked
package com.sup.messenger.application.port.spi;

import org.jspecify.annotations.NullMarked;
