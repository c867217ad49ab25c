/// An example of another team's JAR with adapter modules.
package com.sup.messenger.bootstrap.acme;
