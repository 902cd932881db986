using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace SmartDairy.Hosting.Telemetry;

/// <summary>Logs: for people when they look at a terminal, one JSON object a line for whoever collects them otherwise.</summary>
internal static class LoggingComposition
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    public static void AddLogging(IServiceCollection services, IConfiguration configuration) =>
        services.AddSerilog(logs => Configure(logs, configuration), preserveStaticLogger: true);

    private static void Configure(LoggerConfiguration logs, IConfiguration configuration)
    {
        logs.MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting", LogEventLevel.Information)
            .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Orleans", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Warning)
            .MinimumLevel.Override("SmartDairy.Streaming.Mqtt", LogEventLevel.Warning)

            // It warns of a check that has not run yet, at about every other start.
            .MinimumLevel.Override("Orleans.Runtime.Watchdog", LogEventLevel.Error)
            .Enrich.FromLogContext();

        // Advice about the garbage collector that does not hold for one process on a small machine, and Kestrel's remark that endpoints
        // added by code replace the configured addresses, which are added by code as well.
        logs.Filter.ByExcluding(entry => entry.MessageTemplate.Text.Contains("ServerGC", StringComparison.Ordinal)
            || entry.MessageTemplate.Text.StartsWith("Overriding address(es)", StringComparison.Ordinal));

        // The keys are those of Logging:LogLevel, which people know from other .NET services.
        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (Parse(level.Value) is not { } least)
            {
                continue;
            }

            if (level.Key == "Default")
            {
                logs.MinimumLevel.Is(least);
            }
            else
            {
                logs.MinimumLevel.Override(level.Key, least);
            }
        }

        if (Console.IsOutputRedirected)
        {
            logs.WriteTo.Console(new CompactJsonFormatter());
        }
        else
        {
            logs.WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture);
        }
    }

    private static LogEventLevel? Parse(string? text) => text?.ToUpperInvariant() switch
    {
        "TRACE" or "VERBOSE" => LogEventLevel.Verbose,
        "DEBUG" => LogEventLevel.Debug,
        "INFORMATION" => LogEventLevel.Information,
        "WARNING" => LogEventLevel.Warning,
        "ERROR" => LogEventLevel.Error,
        "CRITICAL" or "FATAL" or "NONE" => LogEventLevel.Fatal,
        _ => null,
    };
}
