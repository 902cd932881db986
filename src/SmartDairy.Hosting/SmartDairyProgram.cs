using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;
using SmartDairy.Configuration;
using SmartDairy.History;
using SmartDairy.Hosting.Health;

namespace SmartDairy.Hosting;

/// <summary>
/// What the programs have in common: how they start, how they ask themselves whether they are well, and how they say that their
/// configuration is wrong.
/// </summary>
public static class SmartDairyProgram
{
    /// <summary>
    /// Builds and runs a program until it is told to stop. With the one argument <c>healthcheck</c> it asks the running one instead, and
    /// ends.
    /// </summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="defaultUrl">Where it listens when nothing says so.</param>
    /// <param name="build">Adds services and maps endpoints.</param>
    /// <param name="defaults">Configuration that everything else overrides; null: none.</param>
    /// <returns>0; 1 when it is not well; 2 when the configuration is wrong, which a sentence on standard error says.</returns>
    public static async Task<int> RunAsync(
        string[] args, string defaultUrl, Func<WebApplicationBuilder, WebApplication> build,
        IReadOnlyDictionary<string, string?>? defaults = null)
    {
        try
        {
            var check = args is ["healthcheck", ..];
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                Args = HostArguments.DisableConfigurationReload(check ? args[1..] : args),
                ContentRootPath = AppContext.BaseDirectory,
            });
            foreach (var (key, value) in defaults ?? new Dictionary<string, string?>())
            {
                builder.Configuration[key] ??= value;
            }

            if (string.IsNullOrEmpty(builder.Configuration["urls"])
                && string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.HttpPortsKey]))
            {
                builder.WebHost.UseUrls(defaultUrl);
            }

            if (check)
            {
                return await HealthProbe.ProbeAsync(builder.Configuration, defaultUrl);
            }

            await using var app = build(builder);
            await RunAsync(app);
            return 0;
        }
        catch (Exception wrong) when (IsConfigurationError(wrong))
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }

    private static async Task RunAsync(WebApplication app)
    {
        // Taken now: once it has run, it is disposed.
        var lifetime = app.Lifetime;
        try
        {
            await app.RunAsync();
        }
        catch (Exception)
        when (lifetime.ApplicationStopping.IsCancellationRequested && !lifetime.ApplicationStarted.IsCancellationRequested)
        {
            // Told to stop while it waited for the database or for the first silo: what it waited for failed for that reason.
        }
    }

    /// <summary>
    /// What whoever starts the process can mend: settings, keys, a directory that cannot be used, a port that is taken, a database that is
    /// not there. Everything else is a defect and keeps its stack trace.
    /// </summary>
    private static bool IsConfigurationError(Exception exception)
        => exception is InvalidConfigurationException or OptionsValidationException or IOException or UnauthorizedAccessException
        or HistoryUnavailableException
            || (exception is InvalidOperationException && exception.Message.Contains("BootstrapApiKey", StringComparison.Ordinal))
            || (exception is AggregateException { InnerException: { } inner } && IsConfigurationError(inner));
}
