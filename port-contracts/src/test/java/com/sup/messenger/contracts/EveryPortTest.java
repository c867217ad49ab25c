package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.contracts.call.CallStoreContract;
import com.sup.messenger.contracts.chat.ReceiptStoreContract;
import com.sup.messenger.contracts.message.MessageLogContract;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that each port has a contract, and that the adapters in memory keep it.
class EveryPortTest {

  /// The packages of the contracts.
  private static final Set<Class<?>> PLACES =
      Set.of(
          EventBusContract.class,
          CallStoreContract.class,
          ReceiptStoreContract.class,
          MessageLogContract.class);

  static Stream<Class<?>> ports() {
    return Stream.of(Ports.class.getRecordComponents()).map(component -> component.getType());
  }

  @ParameterizedTest
  @MethodSource("ports")
  void a_port_is_an_interface_and_has_a_contract(Class<?> port) throws ClassNotFoundException {
    assertThat(port).isInterface();
    Class<?> contract = contract(port);
    assertThat(contract).isAbstract();
    assertThat(Stream.of(contract.getDeclaredMethods()).filter(EveryPortTest::isTest))
        .hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("ports")
  void the_adapter_in_memory_is_tested_by_the_contract(Class<?> port)
      throws ClassNotFoundException {
    // The memory has no keys by which it could verify a token.
    if (port != TokenVerifier.class) {
      assertThat(testedInMemory()).contains(contract(port));
    }
  }

  private static Class<?> contract(Class<?> port) throws ClassNotFoundException {
    for (Class<?> place : PLACES) {
      try {
        return Class.forName(place.getPackageName() + "." + port.getSimpleName() + "Contract");
      } catch (ClassNotFoundException _) {
        // It is in another package, or nowhere.
      }
    }
    throw new ClassNotFoundException("No contract of " + port);
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(RepeatedTest.class);
  }

  private static Set<Class<?>> testedInMemory() {
    return Stream.of(MemoryPortsTest.class.getDeclaredClasses())
        .<Class<?>>map(Class::getSuperclass)
        .collect(Collectors.toSet());
  }
}
