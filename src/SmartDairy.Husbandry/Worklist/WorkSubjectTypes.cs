namespace SmartDairy.Husbandry.Worklist;

/// <summary>The types of subjects of work.</summary>
internal static class WorkSubjectTypes
{
    public const string Animal = "animal";
    public const string Device = "device";
    public const string Zone = "zone";
    public const string Tag = "tag";
}
