using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Hosting.Configuration;

/// <summary>Accepts the path of a directory, whether or not the directory exists.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DirectoryPathAttribute : ValidationAttribute
{
    public DirectoryPathAttribute() => ErrorMessage = "the path of a directory, which is made if it is missing (default ./data)";

    public override bool IsValid(object? value)
        => value is string path && path.AsSpan().IndexOfAny(Path.GetInvalidPathChars()) < 0 && !File.Exists(path);
}
