/**
 * What tests of this module and of others need in place of a cluster: a datastore in memory, and a real etcd of their own.
 */
package io.nightjar.calico.testing;
