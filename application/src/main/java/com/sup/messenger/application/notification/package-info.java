/// Notifications of users.
@NullMarked
package com.sup.messenger.application.notification;

import org.jspecify.annotations.NullMarked;
