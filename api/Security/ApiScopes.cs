namespace SmartDairy.Api.Security;

/// <summary>What a key may be allowed to do on the farms that it names.</summary>
public static class ApiScopes
{
    /// <summary>See what is there and what happens.</summary>
    public const string Read = "read";

    /// <summary>Register, enable, rename, replay.</summary>
    public const string Write = "write";

    /// <summary>Command and configure devices.</summary>
    public const string Command = "command";

    /// <summary>Throws <see cref="GraphQL.Errors.ForbiddenException"/> unless the caller may see this farm.</summary>
    public static void RequireRead(this ApiPrincipal caller, int farmId) => caller.Require(Read, farmId);

    /// <summary>Throws <see cref="GraphQL.Errors.ForbiddenException"/> unless the caller may change what stands on this farm.</summary>
    public static void RequireWrite(this ApiPrincipal caller, int farmId) => caller.Require(Write, farmId);

    private static void Require(this ApiPrincipal caller, string scope, int farmId)
    {
        caller.RequireScope(scope);
        caller.RequireFarm(farmId);
    }
}
