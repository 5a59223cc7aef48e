package io.nightjar.calico.environment;

/** An environment variable has a value that cannot be used. The message begins with the variable's name. */
public final class EnvironmentException extends IllegalArgumentException {

    private final String variable;

    public EnvironmentException(String variable, String reason) {
        super(variable + ": " + reason);
        this.variable = variable;
    }

    /** Which variable has to be changed. */
    public String variable() {
        return variable;
    }
}
