/// The interface of gateways: the ways by which clients connect.
@NullMarked
package com.sup.messenger.application.gateway;

import org.jspecify.annotations.NullMarked;
