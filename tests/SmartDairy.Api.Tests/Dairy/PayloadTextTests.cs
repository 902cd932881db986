using System.Text;
using CsCheck;
using SmartDairy.Api.Schema.Intake;
using Xunit;

namespace SmartDairy.Api.Tests.Dairy;

public sealed class PayloadTextTests
{
    [Fact]
    public void Control_characters_and_bad_bytes_show() =>
        Assert.Equal("{\"é\":\\u0000\\u001B\\u202E\\xFF\\xC3}", PayloadText.Escape([.. "{\"é\":\0\u001B\u202E"u8, 0xFF, 0xC3, .. "}"u8]));

    [Fact]
    public void What_fits_is_not_cut()
    {
        var whole = new string('a', PayloadText.MaxLength);
        Assert.Equal(whole, PayloadText.Escape(Encoding.ASCII.GetBytes(whole)));
        Assert.Equal(whole[..^1] + "…", PayloadText.Escape(Encoding.ASCII.GetBytes(whole + "a")));
    }

    [Fact]
    public void Any_bytes_become_bounded_text_without_control_characters() => Gen.Byte.Array[0, 5000].Sample(bytes =>
    {
        var text = PayloadText.Escape(bytes);
        return text.Length <= PayloadText.MaxLength && !text.Any(char.IsControl)
            && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
    });
}
