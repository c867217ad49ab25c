/// The settings of the application, as plain values.
@NullMarked
package com.sup.messenger.application.settings;

import org.jspecify.annotations.NullMarked;
