using System.Buffers.Text;
using System.Security.Cryptography;
using SmartDairy.Notifications.Channels.WebPush;
using Xunit;

namespace SmartDairy.Notifications.Tests.Channels;

public sealed class PushEncryptionTests
{
    /// <summary>RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void The_example_of_the_standard_comes_out_byte_by_byte()
    {
        var publicKey = Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var own = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = P256Point.Parse(publicKey),
            D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        });

        var body = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8,
            Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            own,
            Bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
    }

    [Fact]
    public void The_longest_message_fills_what_push_services_take()
    {
        var body = PushEncryption.Encrypt(new byte[PushEncryption.MaxLength], Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"), new byte[16]);
        Assert.Equal(4_096, body.Length);
    }

    [Fact]
    public void Keys_that_were_made_together_fit_and_others_do_not()
    {
        var (one, other) = (VapidKeys.Generate(), VapidKeys.Generate());
        Assert.True(VapidKeys.AreKeyPair(one.PublicKey, one.PrivateKey));
        Assert.False(VapidKeys.AreKeyPair(one.PublicKey, other.PrivateKey));
        Assert.False(VapidKeys.AreKeyPair(one.PublicKey, "nonsense!"));
        Assert.DoesNotContain(one.PrivateKey, one.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
