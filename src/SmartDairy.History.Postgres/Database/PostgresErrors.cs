using System.Net.Sockets;
using Npgsql;

namespace SmartDairy.History.Postgres.Database;

/// <summary>What an error of the database means for whoever asked.</summary>
internal static class PostgresErrors
{
    /// <summary>An error of the database or of the way to it; anything else is a mistake of ours and is not hidden.</summary>
    public static bool IsDatabaseError(Exception error)
        => error is NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException;

    /// <summary>Trying again soon, on another connection, may succeed.</summary>
    public static bool IsTransient(Exception error)
        => error is PostgresException refused
            ? refused.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable
                or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
                or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ObjectNotInPrerequisiteState or "25P03"
                || refused.SqlState.StartsWith("08", StringComparison.Ordinal)
            : error is HistoryUnavailableException { InnerException: { } cause } ? IsTransient(cause) : IsDatabaseError(error);

    /// <summary>The rows can never be stored: trying again is of no use.</summary>
    public static bool IsDataError(Exception error)
        => error is PostgresException { SqlState: var state }
            && state is not PostgresErrorCodes.UniqueViolation
            && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)
            || state.StartsWith("54", StringComparison.Ordinal));

    /// <summary>There is no partition for a row: it was dropped, or never made.</summary>
    public static bool IsMissingPartition(Exception error)
        => error is PostgresException { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: null or "" };

    public static bool IsUniqueViolation(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public static HistoryUnavailableException ToUnavailable(string what, Exception cause)
        => cause as HistoryUnavailableException ?? new HistoryUnavailableException($"{what}: {cause.Message}", cause);

    public static HistoryUnavailableException StoreClosed() => new("The store is closed.");
}
