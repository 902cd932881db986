namespace SmartDairy.Api.Rest.Certificates;

/// <summary>What a certificate says, before it is a PDF or JSON.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Id">Which one.</param>
/// <param name="Facts">A name and a text each, in order.</param>
/// <param name="Columns">Heads of the table.</param>
/// <param name="Rows">As many texts each as there are columns.</param>
/// <param name="Verdict">In capitals, e.g. PASS.</param>
/// <param name="Statements">Sentences: why, and how it was judged.</param>
/// <param name="Json">The same for programs, UTF-8.</param>
internal sealed record Certificate(
    string Title, string Id, IReadOnlyList<(string Name, string Text)> Facts, IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows, string Verdict,
    IReadOnlyList<string> Statements, byte[] Json);
