using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules.Conditions;

/// <summary>Which fields are named: a bit each, for every family.</summary>
internal readonly struct FieldMask(ulong[] bits, string[] extras)
{
    /// <summary>Names of extra fields.</summary>
    public string[] ExtraFieldNames { get; } = extras;

    public ulong ForFamily(ReadingFamily family) => bits[(int)family];

    /// <summary>Names the same fields, and none of them an extra one.</summary>
    public bool IsSame(in FieldMask other)
    {
        for (var family = 0; family < bits.Length; family++)
        {
            if (bits[family] != other.ForFamily((ReadingFamily)family))
            {
                return false;
            }
        }

        return ExtraFieldNames.Length == 0 && other.ExtraFieldNames.Length == 0;
    }
}
