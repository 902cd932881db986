using System.Buffers.Text;
using System.Security.Cryptography;
using SmartDairy.Notifications.Channels.WebPush;
using Xunit;

namespace SmartDairy.Notifications.Tests.Channels;

public sealed class PushEncryptionTests
{
    /// <summary>The example of RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void Encryption_of_the_rfc_8291_example_gives_the_expected_bytes()
    {
        var publicKey = Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var ephemeralKey = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = P256Point.Parse(publicKey),
            D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        });

        var body = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8,
            Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            ephemeralKey,
            Bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
    }

    [Fact]
    public void Encrypted_message_of_maximum_length_has_4096_bytes()
    {
        var body =
            PushEncryption.Encrypt(new byte[PushEncryption.MaxLength],
                Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"), new byte[16]);
        Assert.Equal(4_096, body.Length);
    }

    [Fact]
    public void Vapid_keys_match_only_within_their_pair()
    {
        var (keys, otherKeys) = (VapidKeys.Generate(), VapidKeys.Generate());
        Assert.True(VapidKeys.AreKeyPair(keys.PublicKey, keys.PrivateKey));
        Assert.False(VapidKeys.AreKeyPair(keys.PublicKey, otherKeys.PrivateKey));
        Assert.False(VapidKeys.AreKeyPair(keys.PublicKey, "nonsense!"));
        Assert.DoesNotContain(keys.PrivateKey, keys.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
