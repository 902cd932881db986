using Npgsql;
using SmartDairy.History.Database;

namespace SmartDairy.History.Postgres.Database;

/// <summary>The current row of a reader.</summary>
internal sealed class PostgresRow(NpgsqlDataReader rows) : RowReader
{
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        Rewind();
        return await rows.ReadAsync(cancellationToken);
    }

    public override bool IsNull(int column) => rows.IsDBNull(column);

    public override int Short(int column) => rows.GetInt16(column);

    public override int Int(int column) => rows.GetInt32(column);

    public override uint Bits(int column) => (uint)rows.GetInt32(column);

    public override long Long(int column) => rows.GetInt64(column);

    public override double DoubleOrNaN(int column) => rows.IsDBNull(column) ? double.NaN : rows.GetDouble(column);

    public override string Text(int column) => rows.GetString(column);

    public override bool Bool(int column) => rows.GetBoolean(column);

    public override byte[] Bytes(int column) => rows.GetFieldValue<byte[]>(column);

    public override long Timestamp(int column) => PostgresTimestamp.ToUnixMilliseconds(rows.GetDateTime(column));
}
