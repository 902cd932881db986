using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Reflection;

namespace SmartDairy.Configuration;

/// <summary>A property of an options class, as a key of the configuration.</summary>
internal sealed class OptionProperty
{
    private const string OptionsSuffix = "Options";
    private readonly PropertyInfo _property;

    private OptionProperty(PropertyInfo property) => _property = property;

    /// <summary>The name of the property, which is the last part of the key.</summary>
    public string Name => _property.Name;

    /// <summary>True for options within options, which are a section of the configuration.</summary>
    public bool IsSection => _property.PropertyType.Name.EndsWith(OptionsSuffix, StringComparison.Ordinal);

    /// <summary>True for a list of texts.</summary>
    public bool IsList => _property.PropertyType == typeof(IReadOnlyList<string>);

    /// <summary>The type of the value; of a type that may be null, the type within.</summary>
    public Type ValueType => Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType;

    /// <summary>The checks of the property alone.</summary>
    public IEnumerable<ValidationAttribute> Checks => _property.GetCustomAttributes<ValidationAttribute>(inherit: true);

    /// <summary>The properties that are read from configuration: those that can be set in public, and sections.</summary>
    public static IEnumerable<OptionProperty> Of(Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(property => new OptionProperty(property))
        .Where(property => property.IsSection || property._property.SetMethod is { IsPublic: true });

    public object? GetValue(object options) => _property.GetValue(options);

    public void SetValue(object options, object? value) => _property.SetValue(options, value);

    /// <summary>Converts a text by the converter of the property, else by that of its type.</summary>
    /// <exception cref="FormatException">The text is not a value; converters throw further exceptions of their own.</exception>
    public object? Convert(string text)
    {
        if (_property.GetCustomAttribute<TypeConverterAttribute>() is { } attribute)
        {
            var converter = (TypeConverter)Activator.CreateInstance(Type.GetType(attribute.ConverterTypeName, throwOnError: true)!)!;
            return converter.ConvertFromInvariantString(text);
        }

        if (ValueType == typeof(IPAddress))
        {
            return IPAddress.Parse(text);
        }

        if (ValueType == typeof(int))
        {
            return int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        // A number is not the name of a member, although it can be parsed.
        return ValueType.IsEnum && !Enum.GetNames(ValueType).Contains(text, StringComparer.OrdinalIgnoreCase)
            ? throw new FormatException()
            : TypeDescriptor.GetConverter(ValueType).ConvertFromInvariantString(text);
    }
}
