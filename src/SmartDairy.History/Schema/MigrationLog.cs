using System.Globalization;
using DbUp.Engine.Output;
using Microsoft.Extensions.Logging;

namespace SmartDairy.History.Schema;

/// <summary>What the migration library says, into our log: its everyday talk as debug.</summary>
internal sealed partial class MigrationLog(ILogger logger) : IUpgradeLog
{
    public void LogTrace(string format, params object[] args) => LogMessage(logger, LogLevel.Trace, Text(format, args), null);

    public void LogDebug(string format, params object[] args) => LogMessage(logger, LogLevel.Debug, Text(format, args), null);

    public void LogInformation(string format, params object[] args) => LogMessage(logger, LogLevel.Debug, Text(format, args), null);

    public void LogWarning(string format, params object[] args) => LogMessage(logger, LogLevel.Warning, Text(format, args), null);

    public void LogError(string format, params object[] args) => LogMessage(logger, LogLevel.Error, Text(format, args), null);

    public void LogError(Exception ex, string format, params object[] args) => LogMessage(logger, LogLevel.Error, Text(format, args), ex);

    private static string Text(string format, object[] args)
        => args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);

    [LoggerMessage(EventId = 3001, Message = "Migration: {Text}")]
    private static partial void LogMessage(ILogger logger, LogLevel level, string text, Exception? fault);
}
