package com.sup.messenger.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes tokens and key sets by hand, with the JDK alone.
interface Signer {

  byte[] sign(byte[] bytes) throws GeneralSecurityException;

  /// Signs a token with this header and payload, valid JSON or not.
  default String token(String header, String payload) {
    String signed = encode(header.getBytes(UTF_8)) + '.' + encode(payload.getBytes(UTF_8));
    try {
      return signed + '.' + encode(sign(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Signer hmac(String javaAlgorithm, byte[] secret) {
    return bytes -> {
      Mac mac = Mac.getInstance(javaAlgorithm);
      mac.init(new SecretKeySpec(secret, javaAlgorithm));
      return mac.doFinal(bytes);
    };
  }

  static Signer hs256(String secret) {
    return hmac("HmacSHA256", secret.getBytes(UTF_8));
  }

  static Signer of(String javaAlgorithm, KeyPair keys) {
    return bytes -> {
      Signature signature = Signature.getInstance(javaAlgorithm);
      signature.initSign(keys.getPrivate());
      signature.update(bytes);
      return signature.sign();
    };
  }

  static Signer rs256(KeyPair keys) {
    return of("SHA256withRSA", keys);
  }

  static Signer es256(KeyPair keys) {
    return of("SHA256withECDSAinP1363Format", keys);
  }

  static KeyPair keys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Writes the public key as a JSON Web Key, with further members in front.
  static String jwk(String members, KeyPair keys) {
    return switch (keys.getPublic()) {
      case RSAPublicKey key ->
          "{%s\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}"
              .formatted(members, number(key.getModulus(), 0), number(key.getPublicExponent(), 0));
      case ECPublicKey key -> {
        int bits = key.getParams().getCurve().getField().getFieldSize();
        int bytes = (bits + 7) / 8;
        yield "{%s\"kty\":\"EC\",\"crv\":\"P-%d\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(
                members,
                bits,
                number(key.getW().getAffineX(), bytes),
                number(key.getW().getAffineY(), bytes));
      }
      default -> throw new IllegalArgumentException();
    };
  }

  static String keySet(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String number(BigInteger value, int length) {
    byte[] signed = value.toByteArray();
    byte[] bytes = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    byte[] padded = new byte[Math.max(length, bytes.length)];
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    return encode(padded);
  }
}
