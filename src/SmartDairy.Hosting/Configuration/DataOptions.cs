namespace SmartDairy.Hosting.Configuration;

/// <summary>Where this process keeps its data; section <c>Data</c>.</summary>
public sealed class DataOptions
{
    /// <summary>The directory of the database, made if it is missing. Best outside the directory the program runs from.</summary>
    /// <value>A path; a relative one starts at the current directory. Default "./data".</value>
    [DirectoryPath]
    public string Directory { get; set; } = "./data";
}
