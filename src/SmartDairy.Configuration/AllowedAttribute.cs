using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Configuration;

/// <summary>Says what a property may be when its type alone decides, such as an IP address. It accepts every value of that type.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedAttribute : ValidationAttribute
{
    /// <param name="description">What is allowed; it continues a sentence that ends in "allowed is".</param>
    public AllowedAttribute(string description) => ErrorMessage = description;

    public override bool IsValid(object? value) => true;
}
