namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>What a known member of a message is, and so how it is read.</summary>
internal enum PayloadFieldKind : byte
{
    /// <summary>Known, and of no use: it repeats what the topic says.</summary>
    Ignored,

    /// <summary>A number; the slot is the metric's index.</summary>
    Metric,

    /// <summary>An object of further members.</summary>
    Group,
    Timestamp,
    QualityScore,
    MessageId,
    Sequence,

    /// <summary>Must equal what is registered; the slot is an <see cref="IdentityField"/>.</summary>
    Identity,

    /// <summary>Text for people or of a small vocabulary, cleaned of control characters; the slot is a <see cref="TextSlot"/>.</summary>
    FreeText,

    /// <summary>As <see cref="FreeText"/>, for whole sentences.</summary>
    LongText,

    /// <summary>Any JSON value, kept as JSON; the slot is a <see cref="TextSlot"/>.</summary>
    Document,

    /// <summary>A name given by a machine: printable ASCII, refused when it is not; the slot is a <see cref="TextSlot"/>.</summary>
    MachineCode,

    /// <summary>An <see cref="Identifier"/>; the slot is a <see cref="TextSlot"/>.</summary>
    Identifier,

    /// <summary>True or false; the slot is a <see cref="FlagSlot"/>.</summary>
    Flag,

    /// <summary>A time; the slot is a <see cref="TimeSlot"/>.</summary>
    Time,
    AntennaId,

    /// <summary>The items of a batch: the message is not one reading but many.</summary>
    Batch,
}
