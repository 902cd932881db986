using System.ComponentModel;
using System.Globalization;

namespace SmartDairy.Broker.Configuration;

/// <summary>Converts the address of a broker from text; the text <c>embedded</c> is null.</summary>
internal sealed class BrokerAddressConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
        => string.Equals((string)value, "embedded", StringComparison.OrdinalIgnoreCase) ? null : new Uri((string)value, UriKind.Absolute);
}
