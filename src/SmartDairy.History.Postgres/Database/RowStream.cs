using Npgsql;

namespace SmartDairy.History.Postgres.Database;

/// <summary>The rows of one query, read as they are wanted, on a connection that is held until they are disposed.</summary>
internal sealed class RowStream(NpgsqlConnection connection, NpgsqlCommand command, NpgsqlDataReader rows) : IAsyncDisposable
{
    private bool _ended;

    public NpgsqlDataReader Reader => rows;

    /// <summary>The row that was read last.</summary>
    public PostgresRow Row { get; } = new(rows);

    /// <summary>All rows were read.</summary>
    public void MarkCompleted() => _ended = true;

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_ended)
            {
                // Without it the server would send the rest, and it would be read to be thrown away.
                command.Cancel();
            }

            await rows.DisposeAsync();
        }
        catch (Exception error) when (error is OperationCanceledException || PostgresErrors.IsDatabaseError(error))
        {
            // What was not read is not wanted.
        }
        finally
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
