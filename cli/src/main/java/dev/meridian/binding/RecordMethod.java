package dev.meridian.binding;

import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Byte;
import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Short;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// `equals`, `hashCode` and `toString` of a record as `java.lang.runtime.ObjectMethods` makes them.
///
/// @param itself the record
/// @param getters what reads its fields, in their order
record RecordMethod(ClassDesc itself, List<DirectMethodHandleDesc> getters) {
    private static final int THIS = 0;
    private static final int OTHER = 1;
    private static final int FACTOR = 31;

    /// What stands before the simple name of a class: the classes around it, and a number where it is local.
    private static final Pattern AROUND = Pattern.compile("^.*\\$\\d*");

    private static final ClassDesc BUILDER =
            StringBuilder.class.describeConstable().orElseThrow();
    private static final ClassDesc OBJECTS = Objects.class.describeConstable().orElseThrow();

    RecordMethod {
        getters = List.copyOf(getters);
    }

    /// The body of the method that a call asks for.
    static Consumer<CodeBuilder> of(InvokeDynamicInstruction call, ClassDesc itself) {
        // The record and the names of its fields come first.
        List<DirectMethodHandleDesc> getters = call.bootstrapArgs().stream()
                .skip(2)
                .map(DirectMethodHandleDesc.class::cast)
                .toList();
        RecordMethod method = new RecordMethod(itself, getters);
        return switch (call.name().stringValue()) {
            case "equals" -> method::equality;
            case "hashCode" -> method::hash;
            default -> method::text;
        };
    }

    private void equality(CodeBuilder code) {
        Label same = code.newLabel();
        Label differs = code.newLabel();
        code.aload(THIS).aload(OTHER).if_acmpeq(same);
        code.aload(OTHER).instanceOf(itself).ifeq(differs);
        for (DirectMethodHandleDesc getter : getters) {
            ClassDesc type = read(getter, THIS, code);
            code.aload(OTHER).checkcast(itself).getfield(itself, getter.methodName(), type);
            switch (TypeKind.from(type)) {
                case LONG -> code.lcmp().ifne(differs);
                case FLOAT, DOUBLE ->
                    code.invokestatic(boxed(type), "compare", MethodTypeDesc.of(CD_int, type, type))
                            .ifne(differs);
                case REFERENCE ->
                    code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                            .ifeq(differs);
                default -> code.if_icmpne(differs);
            }
        }
        code.labelBinding(same).iconst_1().ireturn();
        code.labelBinding(differs).iconst_0().ireturn();
    }

    private void hash(CodeBuilder code) {
        code.iconst_0();
        for (DirectMethodHandleDesc getter : getters) {
            code.loadConstant(FACTOR).imul();
            ClassDesc type = read(getter, THIS, code);
            if (type.isPrimitive()) {
                code.invokestatic(boxed(type), "hashCode", MethodTypeDesc.of(CD_int, type));
            } else {
                code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private void text(CodeBuilder code) {
        code.new_(BUILDER).dup().invokespecial(BUILDER, "<init>", MTD_void);
        append(AROUND.matcher(itself.displayName()).replaceFirst("") + "[", code);
        String before = "";
        for (DirectMethodHandleDesc getter : getters) {
            append(before + getter.methodName() + "=", code);
            ClassDesc type = read(getter, THIS, code);
            code.invokestatic(CD_String, "valueOf", MethodTypeDesc.of(CD_String, shown(type)));
            append(code);
            before = ", ";
        }
        append("]", code);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String)).areturn();
    }

    private static void append(String text, CodeBuilder code) {
        code.loadConstant(text);
        append(code);
    }

    private static void append(CodeBuilder code) {
        code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, CD_String));
    }

    /// What a field of the record in a slot has, and its type.
    private ClassDesc read(DirectMethodHandleDesc getter, int slot, CodeBuilder code) {
        ClassDesc type = getter.invocationType().returnType();
        code.aload(slot).getfield(itself, getter.methodName(), type);
        return type;
    }

    /// As `String.valueOf` takes it.
    private static ClassDesc shown(ClassDesc type) {
        return switch (TypeKind.from(type)) {
            case BYTE, SHORT -> CD_int;
            case REFERENCE -> CD_Object;
            default -> type;
        };
    }

    private static ClassDesc boxed(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> CD_Boolean;
            case BYTE -> CD_Byte;
            case CHAR -> CD_Character;
            case DOUBLE -> CD_Double;
            case FLOAT -> CD_Float;
            case INT -> CD_Integer;
            case LONG -> CD_Long;
            case SHORT -> CD_Short;
            case REFERENCE, VOID -> throw new IllegalArgumentException(primitive + " has no class for its values");
        };
    }
}
