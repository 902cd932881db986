namespace SmartDairy.Husbandry.Worklist;

/// <summary>Whom work is about.</summary>
internal static class WorkSubjectTypes
{
    public const string Animal = "animal";
    public const string Device = "device";
    public const string Zone = "zone";
    public const string Tag = "tag";
}
