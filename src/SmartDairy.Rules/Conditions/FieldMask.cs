using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules.Conditions;

/// <summary>The fields that a condition names, one bit each per family.</summary>
internal readonly struct FieldMask(ulong[] bits, string[] extras)
{
    /// <summary>Names of the extra fields.</summary>
    public string[] ExtraFieldNames { get; } = extras;

    public ulong ForFamily(ReadingFamily family) => bits[(int)family];

    /// <summary>True when both masks name the same fields and neither names an extra field.</summary>
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
