package io.nightjar.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * These tests build a network of their own and cannot run where nobody may. There they are skipped with one line, except in
 * continuous integration ({@code CI=true}), where a skip would hide a failure and is one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NetworkNamespacesCondition.class)
public @interface RequiresNetworkNamespaces {}
