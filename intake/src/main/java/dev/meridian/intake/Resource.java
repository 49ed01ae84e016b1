package dev.meridian.intake;

import java.util.Optional;

/// One resource of a plan or a state. Its address is what tells it from others.
///
/// @param address as Terraform writes it, `module.eu.aws_db_instance.orders["a"]`
/// @param module the address of its module; empty for the root
/// @param index its key where it is one of several: `0`, `eu-west-1`
/// @param provider what tells its provider's configuration from others: `aws.eu`; empty where nobody says
record Resource(
        String address,
        String module,
        String type,
        String name,
        Optional<String> index,
        String provider,
        Attributes values) {

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resource resource && address.equals(resource.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }
}
