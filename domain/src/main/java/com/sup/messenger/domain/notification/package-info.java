/// What a user is to be told, now or on return.
@NullMarked
package com.sup.messenger.domain.notification;

import org.jspecify.annotations.NullMarked;
