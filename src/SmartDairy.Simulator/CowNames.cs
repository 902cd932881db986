namespace SmartDairy.Simulator;

internal static class CowNames
{
    private static readonly string[] First =
    [
        "Alma", "Berta", "Clara", "Dora", "Elsa", "Flora", "Gerda", "Hanna", "Ida", "Jette", "Karla", "Lotte", "Mina", "Nora", "Olga",
        "Paula", "Rosa", "Senta", "Tilda", "Ulla", "Vera", "Wanda", "Xenia", "Yvonne", "Zenzi",
    ];

    /// <summary>Names repeat with a number: Alma, …, Zenzi, Alma 2.</summary>
    public static string ForIndex(int index)
        => index < First.Length ? First[index] : $"{First[index % First.Length]} {(index / First.Length) + 1}";
}
