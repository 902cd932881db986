namespace SmartDairy.History.Database;

/// <summary>Takes the values of one row, in the order of the table's columns.</summary>
internal interface IRowWriter
{
    void Short(int value);

    void Int(int? value);

    /// <summary>32 flags.</summary>
    void Bits(uint value);

    void Long(long? value);

    /// <summary>NaN is stored as null.</summary>
    void Double(double value);

    void Text(string? value);

    void Bool(bool? value);

    void Bytes(ReadOnlySpan<byte> value);

    /// <param name="value">Unix milliseconds.</param>
    void Timestamp(long? value);
}
