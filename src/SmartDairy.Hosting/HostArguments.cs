namespace SmartDairy.Hosting;

/// <summary>Arguments that the builder of the host must have from the beginning.</summary>
public static class HostArguments
{
    /// <summary>
    /// The arguments for <c>WebApplication.CreateBuilder</c>: those given, with the watching of configuration files switched off unless
    /// they switch it on. The watcher sees every write to a data directory below the program's directory, and spends more time on it than
    /// the database does.
    /// </summary>
    public static string[] DisableConfigurationReload(string[] arguments) => ["--hostBuilder:reloadConfigOnChange=false", .. arguments];
}
