using SmartDairy.Contracts.Readings;

namespace SmartDairy.Grains.Rules.Conditions;

/// <summary>Which fields are named: a bit each, for every family.</summary>
internal readonly struct FieldMask(ulong[] bits, string[] extras)
{
    /// <summary>Names of extra fields.</summary>
    public string[] Extras { get; } = extras;

    public ulong Of(ReadingFamily family) => bits[(int)family];
}
