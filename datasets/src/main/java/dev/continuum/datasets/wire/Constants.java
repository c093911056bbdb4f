package dev.continuum.datasets.wire;

import com.google.protobuf.ProtocolMessageEnum;
import dev.continuum.datasets.schema.MessageSchema;

/** Constants of the model and of the schema, which share their short names. */
final class Constants {

  private Constants() {}

  /** The model's constant; the default where the message does not say. */
  static <E extends Enum<E>> E model(ProtocolMessageEnum wire, E absent) {
    return wire.getNumber() == 0
        ? absent
        : Enum.valueOf(
            absent.getDeclaringClass(), MessageSchema.shortName(wire.getValueDescriptor()));
  }

  /** The schema's constant: {@code unspecified} gives its type and prefix. */
  static <W extends Enum<W> & ProtocolMessageEnum> W wire(Enum<?> model, W unspecified) {
    String zero = unspecified.name();
    String prefix = zero.substring(0, zero.length() - "UNSPECIFIED".length());
    return Enum.valueOf(unspecified.getDeclaringClass(), prefix + model.name());
  }
}
