/// Notifications. They reach a user at once, or when the user comes back.
@NullMarked
package com.sup.messenger.domain.notification;

import org.jspecify.annotations.NullMarked;
