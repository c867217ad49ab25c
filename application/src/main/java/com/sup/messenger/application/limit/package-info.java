/// Limits for users, devices and the cost of their work.
@NullMarked
package com.sup.messenger.application.limit;

import org.jspecify.annotations.NullMarked;
