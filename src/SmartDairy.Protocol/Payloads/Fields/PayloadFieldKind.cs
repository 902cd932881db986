namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>The kind of a known member, which determines how the member is decoded.</summary>
internal enum PayloadFieldKind : byte
{
    /// <summary>Known but ignored, because it repeats the topic.</summary>
    Ignored,

    /// <summary>A number; the slot is the metric's index.</summary>
    Metric,

    /// <summary>An object with further members.</summary>
    Group,
    Timestamp,
    QualityScore,
    MessageId,
    Sequence,

    /// <summary>Must equal the registered value; the slot is an <see cref="IdentityField"/>.</summary>
    Identity,

    /// <summary>
    /// Free text or a word of a small vocabulary, at most 64 characters, without control characters; the slot is a <see cref="TextSlot"/>.
    /// </summary>
    FreeText,

    /// <summary>Like <see cref="FreeText"/>, but at most 200 characters.</summary>
    LongText,

    /// <summary>Any JSON value, stored as JSON; the slot is a <see cref="TextSlot"/>.</summary>
    Document,

    /// <summary>
    /// A machine-generated name of 1 to 128 printable ASCII characters without spaces; any other value is rejected. The slot is a
    /// <see cref="TextSlot"/>.
    /// </summary>
    MachineCode,

    /// <summary>An <see cref="Identifier"/>; the slot is a <see cref="TextSlot"/>.</summary>
    Identifier,

    /// <summary>True or false; the slot is a <see cref="FlagSlot"/>.</summary>
    Flag,

    /// <summary>A time; the slot is a <see cref="TimeSlot"/>.</summary>
    Time,
    AntennaId,

    /// <summary>The items of a batch, each of which is a reading.</summary>
    Batch,
}
