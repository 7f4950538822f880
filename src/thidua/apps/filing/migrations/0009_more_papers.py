from django.db import migrations, models

from thidua.apps.journal.triggers import append_only, lifted


class Migration(migrations.Migration):
    dependencies = [("filing", "0008_drafts_guards"), ("units", "0006_local_rules")]
    operations = [
        *map(lifted, append_only("filing_paper")),
        migrations.RemoveConstraint(
            model_name='paper',
            name='filing_paper_kind_known',
        ),
        migrations.AlterField(
            model_name='paper',
            name='kind',
            field=models.CharField(choices=[('quy-che', 'Quyết định ban hành quy chế hoạt động'), ('ke-hoach-phat-dong', 'Kế hoạch phát động phong trào thi đua'), ('dang-ky', 'Bản đăng ký thi đua'), ('giao-uoc', 'Giao ước thi đua'), ('ke-hoach-khoi', 'Kế hoạch hoạt động của khối'), ('bao-cao-so-ket', 'Báo cáo sơ kết 6 tháng'), ('bang-tu-cham', 'Bảng tự chấm điểm'), ('bien-ban-cham', 'Biên bản chấm chéo, thẩm định'), ('bang-diem', 'Bảng tổng hợp điểm'), ('giay-moi', 'Giấy mời hội nghị'), ('phieu-bau', 'Phiếu bầu, phiếu xét'), ('bao-cao', 'Báo cáo tổng kết'), ('bien-ban-hoi-nghi', 'Biên bản hội nghị'), ('bien-ban-kiem-phieu', 'Biên bản kiểm phiếu'), ('bao-cao-thanh-tich', 'Báo cáo thành tích của tập thể'), ('bao-cao-ca-nhan', 'Báo cáo thành tích của cá nhân'), ('to-trinh', 'Tờ trình đề nghị khen thưởng'), ('danh-sach', 'Danh sách đề nghị khen thưởng'), ('bien-ban-hoi-dong', 'Biên bản họp Hội đồng'), ('thong-bao-cong-khai', 'Thông báo công khai'), ('quyet-dinh', 'Quyết định khen thưởng'), ('bang-khen', 'Bằng khen, bằng công nhận'), ('thong-bao-ket-qua', 'Thông báo kết quả'), ('bien-ban-ban-giao', 'Biên bản bàn giao Khối trưởng')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['quy-che', 'ke-hoach-phat-dong', 'dang-ky', 'giao-uoc', 'ke-hoach-khoi', 'bao-cao-so-ket', 'bang-tu-cham', 'bien-ban-cham', 'bang-diem', 'giay-moi', 'phieu-bau', 'bao-cao', 'bien-ban-hoi-nghi', 'bien-ban-kiem-phieu', 'bao-cao-thanh-tich', 'bao-cao-ca-nhan', 'to-trinh', 'danh-sach', 'bien-ban-hoi-dong', 'thong-bao-cong-khai', 'quyet-dinh', 'bang-khen', 'thong-bao-ket-qua', 'bien-ban-ban-giao'])), name='filing_paper_kind_known'),
        ),
        *append_only("filing_paper"),
    ]
