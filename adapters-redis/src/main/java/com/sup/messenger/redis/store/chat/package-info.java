/// The stores of a chat: its log, members, profile, reactions and receipts. All its keys share one
/// hash tag. The scripts are resources of this package.
@NullMarked
package com.sup.messenger.redis.store.chat;

import org.jspecify.annotations.NullMarked;
